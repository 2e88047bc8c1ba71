package dev.cajal.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceTest {
  private static final Tensor COUNT = Tensor.of(Shape.of(2, 5), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9f);

  @Test
  void everySecondElementOfARangeIsTaken() {
    Tensor y = Tensor.apply(Slice.along(COUNT.shape(), 1, 1, 5, 2), COUNT);

    assertThat(y.shape()).isEqualTo(Shape.of(2, 2));
    assertThat(y.toDoubles()).containsExactly(1, 3, 6, 8);
  }

  @Test
  void anEmptyRangeGivesAnEmptyAxis() {
    assertThat(COUNT.slice(1, 5, 5).shape()).isEqualTo(Shape.of(2, 0));
  }

  @Test
  void integersBeyondTheReachOfDoublesKeepTheirLastDigit() {
    Tensor large = Tensor.of(Shape.of(2), (1L << 60) + 1, (1L << 60) + 3);

    Tensor last = large.slice(0, 1, 2);

    assertThat(last.values().get(ValueLayout.JAVA_LONG, 0)).isEqualTo((1L << 60) + 3);
  }

  @Test
  void rangesOutsideTheAxisAreRefused() {
    assertThatThrownBy(() -> COUNT.slice(1, 2, 6))
        .hasMessage("slice: 2 to 6 is not a range of axis 1 of [2, 5], which ends at 5");
    assertThatThrownBy(() -> COUNT.slice(1, 3, 2)).hasMessageContaining("is not a range");
    assertThatThrownBy(
            () -> Tensor.apply(new Slice(List.of(0L, 1L), List.of(2L, 3L), List.of(1L, 2L)), COUNT))
        .hasMessage("slice: starts [0, 1], sizes [2, 3], steps [1, 2] do not lie in [2, 5]");
  }

  @Test
  void paddingWithGapsIsUndoneBySlicing() {
    Pad pad = new Pad(List.of(1L, 2L), List.of(0L, 1L), List.of(0L, 1L));
    Tensor wide = Tensor.apply(pad, COUNT);
    Tensor back = Tensor.apply(new Slice(List.of(1L, 2L), List.of(2L, 5L), List.of(1L, 2L)), wide);

    assertThat(wide.shape()).isEqualTo(Shape.of(3, 12));
    assertThat(wide.slice(0, 1, 2).toDoubles()).containsExactly(0, 0, 0, 0, 1, 0, 2, 0, 3, 0, 4, 0);
    assertThat(back.toDoubles()).containsExactly(COUNT.toDoubles());
  }

  @Test
  void paddingDoesNotCut() {
    assertThatThrownBy(() -> COUNT.pad(new long[] {0, -1}, new long[] {0, 0}))
        .hasMessageContaining("slice to make an axis shorter");
    assertThatThrownBy(() -> COUNT.pad(new long[] {1}, new long[] {1}))
        .hasMessageStartingWith(
            "pad: needs a count of zeros, not negative, for every axis of [2, 5]");
  }
}
