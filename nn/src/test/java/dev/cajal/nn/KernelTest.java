package dev.cajal.nn;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.tensor.PaddingMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelTest {
  private static final List<Integer> ONES = List.of(1, 1);

  @Test
  void oneNumberIsForAllAxes() {
    Kernel kernel = kernel(5).stride(2).padding(1).over(3, "conv3d");
    assertThat(kernel.size()).containsExactly(5, 5, 5);
    assertThat(kernel.strides()).containsExactly(2, 2, 2);
    assertThat(kernel.padAfter()).containsExactly(1, 1, 1);
    assertThat(kernel(3, 5).stride(1, 2).over(2, "conv2d").window(ONES).strides())
        .containsExactly(1, 2);
    assertThat(kernel(3).over(2, "maxpool2d").window(List.of(3, 3)).strides())
        .containsExactly(3, 3);
  }

  @Test
  void anotherNumberOfAxesIsRefused() {
    assertThatThrownBy(() -> kernel(3, 5).over(3, "conv3d"))
        .hasMessage("conv3d: kernel with size [3, 5], expected one number for all axes or 3");
    assertThatThrownBy(() -> kernel(3).padding(1, 2).over(1, "conv1d"))
        .hasMessage("conv1d: kernel with padding [1, 2], expected one number for all axes or 1");
  }

  @Test
  void samePaddingPutsTheOddElementAtTheEnd() {
    Kernel kernel = kernel(4).dilation(1, 3).same().over(2, "conv2d");
    assertThat(kernel.padBefore()).containsExactly(1, 4);
    assertThat(kernel.padAfter()).containsExactly(2, 5);
    assertThatThrownBy(() -> kernel(3).stride(2).same())
        .hasMessage(
            "kernel: same padding with stride [2]; it needs stride 1, else give the padding in"
                + " numbers");
  }

  @Test
  void impossibleNumbersAreRefused() {
    assertThatThrownBy(() -> kernel(0)).hasMessage("kernel: size [0], expected at least 1");
    assertThatThrownBy(() -> kernel(3).padding(-1))
        .hasMessage("kernel: padding [-1], expected at least 0");
    assertThatThrownBy(() -> kernel(3).stride(1, 0))
        .hasMessage("kernel: stride [1, 0], expected at least 1");
    assertThatThrownBy(() -> kernel(3).groups(0))
        .hasMessage("kernel: groups [0], expected at least 1");
  }

  @Test
  void kernelsDescribeThemselves() {
    assertThat(kernel(3).stride(2).padding(1, 0).dilation(1).over(2, ""))
        .hasToString("3x3, stride 2, padding 1x0");
    assertThat(kernel(3).same().paddingMode(PaddingMode.CIRCULAR)).hasToString("3, same, circular");
    assertThat(kernel(2, 3).padding(List.of(1), List.of(0)).groups(4).ceil())
        .hasToString("2x3, padding 1 before and 0 after, groups 4, ceil");
  }
}
