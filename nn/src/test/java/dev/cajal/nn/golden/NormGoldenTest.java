package dev.cajal.nn.golden;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.GroupNorm;
import dev.cajal.nn.InstanceNorm;
import dev.cajal.nn.LayerNorm;
import dev.cajal.nn.LocalContrastNorm;
import dev.cajal.nn.LocalResponseNorm;
import dev.cajal.nn.Module;
import dev.cajal.nn.NormOptions;
import dev.cajal.nn.RMSNorm;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Normalisations against golden values, in use and in training. */
class NormGoldenTest {

  static List<Golden> cases() {
    return Golden.family("norms");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agrees(Golden golden) {
    golden.check(
        new Module[] {layer(golden), layer(golden)},
        NormGoldenTest::outputAndBuffers,
        () -> golden.truth("training") ? training() : Trace.evaluation());
  }

  /** The output, and after it what a training trace writes to buffers. */
  private static List<Tensor> outputAndBuffers(Module module, List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    List<Tensor> results = new ArrayList<>(List.of(module.apply(x)));
    List<Assignment> assigned = Objects.requireNonNull(x.trace()).assignments();
    for (String buffer : List.of("running_mean", "running_var", "num_batches_tracked")) {
      Variable target = module.state().get(buffer);
      if (target != null) {
        results.add(
            assigned.stream()
                .filter(a -> a.target() == target)
                .map(Assignment::value)
                .findFirst()
                .orElse(target.tensor()));
      }
    }
    return results;
  }

  private static Trace training() {
    return Trace.training(new Variable("random", new TensorType(DType.INT64, Shape.of(2))));
  }

  private static Module layer(Golden golden) {
    return switch (golden.kind()) {
      case "batch" -> new BatchNorm(options(BatchNorm.DEFAULT, golden));
      case "instance" -> new InstanceNorm(options(InstanceNorm.DEFAULT, golden));
      case "group" ->
          new GroupNorm(golden.integer("groups"), golden.real("eps"), golden.truth("affine"));
      case "layer" ->
          new LayerNorm(
              sizes(golden), golden.real("eps"), golden.truth("affine"), golden.truth("bias"));
      case "rms" ->
          new RMSNorm(
              sizes(golden),
              golden.has("eps") ? OptionalDouble.of(golden.real("eps")) : OptionalDouble.empty(),
              golden.truth("affine"));
      case "response" ->
          new LocalResponseNorm(
              golden.integer("size"), golden.real("alpha"), golden.real("beta"), golden.real("k"));
      case "contrast" ->
          new LocalContrastNorm(golden.integer("size"), golden.real("sigma"), golden.real("eps"));
      default -> throw new IllegalStateException(golden.kind());
    };
  }

  private static NormOptions options(NormOptions defaults, Golden golden) {
    NormOptions options = defaults.eps(golden.real("eps", 1e-5));
    if (golden.has("affine")) {
      options = options.affine(golden.truth("affine"));
    }
    if (golden.has("track")) {
      options = options.trackRunningStats(golden.truth("track"));
    }
    if (golden.has("momentum")) {
      options =
          golden.text("momentum").equals("none")
              ? options.cumulative()
              : options.momentum(golden.real("momentum"));
    }
    return options;
  }

  private static Shape sizes(Golden golden) {
    return Shape.of(IntStream.of(golden.integers("sizes")).asLongStream().toArray());
  }
}
