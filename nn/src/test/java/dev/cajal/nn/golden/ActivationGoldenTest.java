package dev.cajal.nn.golden;

import dev.cajal.nn.Activation;
import dev.cajal.nn.Module;
import dev.cajal.nn.PReLU;
import dev.cajal.nn.RReLU;
import dev.cajal.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations against golden values, as modules and as methods of tensors. */
class ActivationGoldenTest {

  static List<Golden> cases() {
    return Golden.family("activations");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agrees(Golden golden) {
    if (golden.kind().equals("prelu")) {
      golden.check(new Module[] {prelu(golden), prelu(golden)});
      return;
    }
    UnaryOperator<Tensor> function = function(golden);
    golden.check(xs -> List.of(function.apply(Views.of(golden, xs.getFirst()))));
  }

  private static PReLU prelu(Golden golden) {
    return new PReLU(golden.integer("parameters"));
  }

  private static UnaryOperator<Tensor> function(Golden golden) {
    return switch (golden.kind()) {
      case "step" -> x -> x.step(golden.real("value", 0));
      case "clamp" -> x -> x.clamp(golden.real("min"), golden.real("max"));
      case "rrelu" -> new RReLU(golden.real("lower"), golden.real("upper"))::apply;
      default -> module(golden)::apply;
    };
  }

  private static Activation module(Golden golden) {
    return switch (golden.kind()) {
      case "relu" -> Activation.relu();
      case "relu6" -> Activation.relu6();
      case "leaky_relu" -> Activation.leakyRelu(golden.real("slope"));
      case "elu" -> Activation.elu(golden.real("alpha"));
      case "selu" -> Activation.selu();
      case "celu" -> Activation.celu(golden.real("alpha"));
      case "sigmoid" -> Activation.sigmoid();
      case "logsigmoid" -> Activation.logSigmoid();
      case "hardsigmoid" -> Activation.hardsigmoid();
      case "tanh" -> Activation.tanh();
      case "hardtanh" -> Activation.hardtanh(golden.real("min"), golden.real("max"));
      case "tanhshrink" -> Activation.tanhshrink();
      case "softshrink" -> Activation.softshrink(golden.real("lambda"));
      case "hardshrink" -> Activation.hardshrink(golden.real("lambda"));
      case "threshold" -> Activation.threshold(golden.real("threshold"), golden.real("value"));
      case "softplus" -> Activation.softplus(golden.real("beta"), golden.real("threshold"));
      case "softsign" -> Activation.softsign();
      case "gelu" -> Activation.gelu();
      case "gelu_tanh" -> Activation.geluTanh();
      case "silu" -> Activation.silu();
      case "hardswish" -> Activation.hardswish();
      case "mish" -> Activation.mish();
      case "softmax" -> Activation.softmax(golden.integer("axis"));
      case "softmin" -> Activation.softmin(golden.integer("axis"));
      case "log_softmax" -> Activation.logSoftmax(golden.integer("axis"));
      case "glu" -> Activation.glu(golden.integer("axis"));
      case "maxout" -> Activation.maxout(golden.integer("pieces"));
      case "straight_through" -> Activation.straightThroughStep(Double.POSITIVE_INFINITY);
      case "straight_through_clipped" -> Activation.straightThroughStep(1);
      default -> throw new IllegalStateException(golden.kind());
    };
  }
}
