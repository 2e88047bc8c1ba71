package dev.cajal.nn.golden;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.nn.ChannelShuffle;
import dev.cajal.nn.CircularPad;
import dev.cajal.nn.ConstantPad;
import dev.cajal.nn.Fold;
import dev.cajal.nn.Kernel;
import dev.cajal.nn.Module;
import dev.cajal.nn.PixelShuffle;
import dev.cajal.nn.PixelUnshuffle;
import dev.cajal.nn.ReflectionPad;
import dev.cajal.nn.ReplicationPad;
import dev.cajal.nn.Unfold;
import dev.cajal.nn.ZeroPad;
import dev.cajal.tensor.PaddingMode;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows as columns, padding and shuffling against golden values. */
class FoldGoldenTest {

  static List<Golden> cases() {
    return Golden.family("fold");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agrees(Golden golden) {
    if (golden.kind().equals("pad")) {
      golden.check(xs -> List.of(padded(golden, xs.getFirst())));
    } else {
      golden.check(new Module[] {layer(golden), layer(golden)});
    }
  }

  private static Tensor padded(Golden golden, Tensor x) {
    String mode = golden.text("mode");
    return mode.equals("constant")
        ? x.padConstant(golden.real("value"), pads(golden))
        : x.pad(PaddingMode.valueOf(mode.toUpperCase(Locale.ROOT)), pads(golden));
  }

  private static long[] pads(Golden golden) {
    return Arrays.stream(golden.integers("pads")).asLongStream().toArray();
  }

  private static Module layer(Golden golden) {
    return switch (golden.kind()) {
      case "unfold" -> new Unfold(window(golden));
      case "fold" -> {
        int[] image = golden.integers("image");
        yield new Fold(image[0], image[1], window(golden));
      }
      case "pixel_shuffle" -> new PixelShuffle(golden.integer("factor"));
      case "pixel_unshuffle" -> new PixelUnshuffle(golden.integer("factor"));
      case "channel_shuffle" -> new ChannelShuffle(golden.integer("groups"));
      case "zero" -> new ZeroPad(pads(golden));
      case "constant" -> new ConstantPad(golden.real("value"), pads(golden));
      case "reflection" -> new ReflectionPad(pads(golden));
      case "replication" -> new ReplicationPad(pads(golden));
      case "circular" -> new CircularPad(pads(golden));
      default -> throw new IllegalStateException(golden.kind());
    };
  }

  private static Kernel window(Golden golden) {
    Kernel kernel = kernel(golden.integers("kernel"));
    kernel = golden.has("stride") ? kernel.stride(golden.integers("stride")) : kernel;
    kernel = golden.has("padding") ? kernel.padding(golden.integers("padding")) : kernel;
    return golden.has("dilation") ? kernel.dilation(golden.integers("dilation")) : kernel;
  }
}
