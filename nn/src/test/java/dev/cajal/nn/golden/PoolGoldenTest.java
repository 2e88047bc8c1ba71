package dev.cajal.nn.golden;

import dev.cajal.nn.AdaptiveAvgPool1d;
import dev.cajal.nn.AdaptiveAvgPool2d;
import dev.cajal.nn.AdaptiveAvgPool3d;
import dev.cajal.nn.AdaptiveMaxPool1d;
import dev.cajal.nn.AdaptiveMaxPool2d;
import dev.cajal.nn.AdaptiveMaxPool3d;
import dev.cajal.nn.AvgPool1d;
import dev.cajal.nn.AvgPool2d;
import dev.cajal.nn.AvgPool3d;
import dev.cajal.nn.FeatureLPPool;
import dev.cajal.nn.GlobalAvgPool;
import dev.cajal.nn.GlobalMaxPool;
import dev.cajal.nn.Kernel;
import dev.cajal.nn.LPPool1d;
import dev.cajal.nn.LPPool2d;
import dev.cajal.nn.LPPool3d;
import dev.cajal.nn.MaxPool1d;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.MaxPool3d;
import dev.cajal.nn.MaxUnpool1d;
import dev.cajal.nn.MaxUnpool2d;
import dev.cajal.nn.MaxUnpool3d;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Ordered;
import dev.cajal.tensor.Pooled;
import dev.cajal.tensor.Tensor;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Poolings and unpooling against golden values. */
class PoolGoldenTest {

  static List<Golden> cases() {
    return Golden.family("pooling");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agrees(Golden golden) {
    switch (golden.kind()) {
      case "max" ->
          golden.check(xs -> {
            Pooled pooled = max(golden, xs.getFirst());
            return List.of(pooled.values(), pooled.indices());
          });
      case "unpool" -> golden.check(xs -> List.of(unpool(golden, xs.get(0), xs.get(1))));
      case "adaptivemax" ->
          golden.check(xs -> {
            Ordered pooled = adaptiveMax(golden, xs.getFirst());
            return List.of(pooled.values(), pooled.indices());
          });
      default -> golden.check(new Module[] {layer(golden), layer(golden)});
    }
  }

  private static Kernel kernel(Golden golden) {
    Kernel kernel = Kernel.kernel(golden.integers("size"));
    if (golden.has("stride")) {
      kernel = kernel.stride(golden.integers("stride"));
    }
    if (golden.has("padding")) {
      kernel = kernel.padding(golden.integers("padding"));
    }
    if (golden.has("dilation")) {
      kernel = kernel.dilation(golden.integers("dilation"));
    }
    return golden.truth("ceil") ? kernel.ceil() : kernel;
  }

  private static Pooled max(Golden golden, Tensor x) {
    Kernel kernel = kernel(golden);
    return switch (golden.integer("axes")) {
      case 1 -> new MaxPool1d(kernel).pooled(x);
      case 2 -> new MaxPool2d(kernel).pooled(x);
      default -> new MaxPool3d(kernel).pooled(x);
    };
  }

  private static Ordered adaptiveMax(Golden golden, Tensor x) {
    long[] output = longs(golden, "output");
    return switch (golden.integer("axes")) {
      case 1 -> new AdaptiveMaxPool1d(output[0]).pooled(x);
      case 2 -> new AdaptiveMaxPool2d(output).pooled(x);
      default -> new AdaptiveMaxPool3d(output).pooled(x);
    };
  }

  private static Tensor unpool(Golden golden, Tensor x, Tensor indices) {
    Kernel kernel = kernel(golden);
    long[] output = golden.has("output") ? longs(golden, "output") : new long[0];
    return switch (golden.integer("axes")) {
      case 1 -> new MaxUnpool1d(kernel).apply(x, indices, output);
      case 2 -> new MaxUnpool2d(kernel).apply(x, indices, output);
      default -> new MaxUnpool3d(kernel).apply(x, indices, output);
    };
  }

  private static Module layer(Golden golden) {
    return switch (golden.kind()) {
      case "globalavg" -> new GlobalAvgPool();
      case "globalmax" -> new GlobalMaxPool();
      case "features" -> new FeatureLPPool(golden.real("p"), golden.integer("size"));
      case "avg" -> average(golden);
      case "lp" -> {
        double p = golden.real("p");
        Kernel kernel = kernel(golden);
        yield switch (golden.integer("axes")) {
          case 1 -> new LPPool1d(p, kernel);
          case 2 -> new LPPool2d(p, kernel);
          default -> new LPPool3d(p, kernel);
        };
      }
      case "adaptiveavg" -> {
        long[] output = longs(golden, "output");
        yield switch (golden.integer("axes")) {
          case 1 -> new AdaptiveAvgPool1d(output[0]);
          case 2 -> new AdaptiveAvgPool2d(output);
          default -> new AdaptiveAvgPool3d(output);
        };
      }
      default -> throw new IllegalStateException(golden.kind());
    };
  }

  private static Module average(Golden golden) {
    Kernel kernel = kernel(golden);
    boolean include = !golden.has("include") || golden.truth("include");
    OptionalInt divisor =
        golden.has("divisor") ? OptionalInt.of(golden.integer("divisor")) : OptionalInt.empty();
    return switch (golden.integer("axes")) {
      case 1 -> new AvgPool1d(kernel, include, divisor);
      case 2 -> new AvgPool2d(kernel, include, divisor);
      default -> new AvgPool3d(kernel, include, divisor);
    };
  }

  private static long[] longs(Golden golden, String option) {
    return IntStream.of(golden.integers(option)).asLongStream().toArray();
  }
}
