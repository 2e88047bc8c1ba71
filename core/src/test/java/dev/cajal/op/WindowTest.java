package dev.cajal.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {

  @Test
  void oneValueStandsForAllAxes() {
    Window window = Window.of(3).stride(2).padding(1).dilation(3);

    assertThat(window)
        .isEqualTo(
            new Window(List.of(2, 2, 2), List.of(1, 1, 1), List.of(1, 1, 1), List.of(3, 3, 3), 1));
  }

  @Test
  void outputSizesFollowTheFormulaAndPassByWhatIsLeftOver() {
    Window window = Window.of(1).stride(2).padding(1).dilation(2);

    assertThat(window.reach(0, 3)).isEqualTo(5);
    assertThat(window.outputSize(0, 8, 3)).isEqualTo(3);
    assertThat(window.leftOver(0, 8, 3)).isEqualTo(1);
    assertThat(window.outputSize(0, 9, 3)).isEqualTo(4);
    assertThat(window.leftOver(0, 9, 3)).isZero();
  }

  @Test
  void roundingUpPadsTheEndForOneMoreStop() {
    Window window = Window.of(1).stride(2).padding(1);
    List<Integer> size = List.of(3);

    assertThat(window.ceil(size, Shape.of(1, 1, 7))).isEqualTo(window);
    Window up = window.ceil(size, Shape.of(1, 1, 8));
    assertThat(up.padAfter()).containsExactly(2);
    assertThat(up.outputSize(0, 8, 3)).isEqualTo(window.outputSize(0, 8, 3) + 1);
    // The stop that would be added begins at index 5, behind the image of 5.
    Window wide = Window.of(1).stride(3).padding(1);
    assertThat(wide.ceil(List.of(2), Shape.of(1, 1, 5))).isEqualTo(wide);
    // A window that does not fit at all is left to be refused.
    assertThat(window.ceil(List.of(9), Shape.of(1, 1, 3))).isEqualTo(window);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Window.of(2).stride(0))
        .hasMessage("window: strides must be at least 1, got [0, 0]");
    assertThatThrownBy(() -> Window.of(2).padding(-1, 0))
        .hasMessage("window: padding must be at least 0, got [-1, 0]");
    assertThatThrownBy(() -> Window.of(2).groups(0))
        .hasMessage("window: groups must be at least 1, got [0]");
    assertThatThrownBy(() -> Window.of(4))
        .hasMessage("window: has 1 to 3 axes, got strides [1, 1, 1, 1]");
    assertThatThrownBy(() -> Window.of(2).stride(1, 2, 3))
        .hasMessageContaining("are not for the same number of axes");
  }
}
