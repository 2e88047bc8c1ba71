package dev.cajal.nn.golden;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.nn.Conv1d;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Conv3d;
import dev.cajal.nn.ConvTranspose1d;
import dev.cajal.nn.ConvTranspose2d;
import dev.cajal.nn.ConvTranspose3d;
import dev.cajal.nn.Kernel;
import dev.cajal.nn.Module;
import dev.cajal.op.Window;
import dev.cajal.tensor.PaddingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions and transposed convolutions against golden values. */
class ConvGoldenTest {

  static List<Golden> cases() {
    return Golden.family("conv");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agrees(Golden golden) {
    switch (golden.kind()) {
      case "asymmetric" -> golden.check(xs -> List.of(xs.get(0).conv(xs.get(1), window(golden))));
      case "convolve" -> golden.check(xs -> List.of(xs.get(0).convolve(xs.get(1), window(golden))));
      default -> golden.check(new Module[] {layer(golden), layer(golden)});
    }
  }

  private static Window window(Golden golden) {
    List<Integer> before = Arrays.stream(golden.integers("before")).boxed().toList();
    List<Integer> after = Arrays.stream(golden.integers("after")).boxed().toList();
    return Window.of(before.size()).stride(golden.integer("stride")).padding(before, after);
  }

  private static Module layer(Golden golden) {
    long out = golden.integer("out");
    boolean bias = !golden.has("bias") || golden.truth("bias");
    Kernel kernel = window(golden, kernel(golden.integers("kernel")).floor());
    int[] extra = golden.has("output_padding") ? golden.integers("output_padding") : new int[0];
    return switch (golden.kind()) {
      case "conv1d" -> new Conv1d(out, kernel, bias);
      case "conv2d" -> new Conv2d(out, kernel, bias);
      case "conv3d" -> new Conv3d(out, kernel, bias);
      case "transpose1d" -> new ConvTranspose1d(out, kernel, bias, extra);
      case "transpose2d" -> new ConvTranspose2d(out, kernel, bias, extra);
      case "transpose3d" -> new ConvTranspose3d(out, kernel, bias, extra);
      default -> throw new IllegalStateException(golden.kind());
    };
  }

  private static Kernel window(Golden golden, Kernel plain) {
    Kernel kernel = plain.groups(golden.integer("groups", 1));
    if (golden.has("stride")) {
      kernel = kernel.stride(golden.integers("stride"));
    }
    if (golden.has("dilation")) {
      kernel = kernel.dilation(golden.integers("dilation"));
    }
    if (golden.has("padding_mode")) {
      kernel =
          kernel.paddingMode(
              PaddingMode.valueOf(golden.text("padding_mode").toUpperCase(Locale.ROOT)));
    }
    if (golden.has("padding")) {
      kernel =
          golden.text("padding").equals("same")
              ? kernel.same()
              : kernel.padding(golden.integers("padding"));
    }
    return kernel;
  }
}
