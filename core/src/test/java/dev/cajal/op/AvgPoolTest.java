package dev.cajal.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.tensor.Tensor;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AvgPoolTest {
  private static final List<Integer> THREE = List.of(3, 3);
  private static final Window HALF = Window.of(2).stride(2).padding(1);
  private static final Offset<Double> CLOSE = within(1e-13);

  private static Tensor pool(boolean countIncludePad) {
    return Tensor.apply(new AvgPool(THREE, HALF, countIncludePad), Pattern.of(1, 1, 4, 4));
  }

  private static Tensor back(boolean countIncludePad) {
    Tensor x = Pattern.of(1, 1, 4, 4);
    return Tensor.apply(
        new AvgPoolGrad(THREE, HALF, countIncludePad, x.shape()), Pattern.of(1, 1, 2, 2));
  }

  @Test
  void paddingCountedAsZerosAgreesWithPyTorch() {
    assertThat(pool(true).mul(36).toDoubles())
        .containsExactly(new double[] {-20, 24, -12, 8}, CLOSE);
    assertThat(back(true).mul(36).toDoubles())
        .containsExactly(
            new double[] {-20, -12, 8, 8, -28, 0, 28, 28, -8, 12, 20, 20, -8, 12, 20, 20}, CLOSE);
  }

  @Test
  void paddingLeftOutAgreesWithPyTorch() {
    assertThat(pool(false).mul(36).toDoubles())
        .containsExactly(new double[] {-45, 36, -18, 8}, CLOSE);
    assertThat(back(false).mul(36).toDoubles())
        .containsExactly(
            new double[] {-45, -33, 12, 12, -57, -25, 32, 32, -12, 8, 20, 20, -12, 8, 20, 20},
            CLOSE);
  }

  @Test
  void groupsAndWrongRanksAreRefused() {
    Tensor x = Pattern.of(1, 1, 4, 4);

    assertThatThrownBy(() -> x.avgPool(THREE, Window.of(2).groups(2)))
        .hasMessage("avg_pool: pooling has no groups, got 2");
    assertThatThrownBy(() -> x.avgPool(THREE, Window.of(1)))
        .hasMessage(
            "avg_pool: input [1, 1, 4, 4] with a window [3, 3] needs a batch axis, a channel axis and 1"
                + " spatial axes");
  }
}
