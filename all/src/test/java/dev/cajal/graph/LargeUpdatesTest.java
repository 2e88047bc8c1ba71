package dev.cajal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cajal.backend.Backends;
import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.optim.AdaDelta;
import dev.cajal.nn.optim.AdaGrad;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.AdamW;
import dev.cajal.nn.optim.Adamax;
import dev.cajal.nn.optim.Asgd;
import dev.cajal.nn.optim.NAdam;
import dev.cajal.nn.optim.Optimizer;
import dev.cajal.nn.optim.RAdam;
import dev.cajal.nn.optim.RmsProp;
import dev.cajal.nn.optim.Rprop;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.optim.Slot;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Updates of a large linear layer run on fast kernels, whatever the optimizer. */
class LargeUpdatesTest {
  private static final long SIZE = 1024;

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        Sgd.of(0.1),
        Sgd.of(0.1).momentum(0.9).decay(1e-3),
        Sgd.of(0.1).nesterov(0.9),
        Sgd.of(0.1).clipValue(1).l1(1e-3),
        AdaGrad.of(0.1),
        RmsProp.of(0.1),
        RmsProp.of(0.1).centred(true).momentum(0.9),
        AdaDelta.of(0.1),
        Adam.of(0.1),
        Adam.of(0.1).amsgrad(true).decay(1e-3),
        AdamW.of(0.1).decay(0.1),
        NAdam.of(0.1),
        NAdam.of(0.1).decay(1e-3).decoupled(true),
        Adamax.of(0.1),
        RAdam.of(0.1),
        Asgd.of(0.1),
        Rprop.of(0.1));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void theGradientIsComputedInsideTheUpdate(Optimizer optimizer) {
    String plan = plan(optimizer);
    assertThat(plan).contains(" 0 on reference kernels", ":product+fused");
    assertThat(plan.lines().filter(l -> l.contains("product+fused"))).hasSize(1);
  }

  @Test
  void aLimitOfNormsNeedsTheWeightsFirstAndRunsOnFastKernelsToo() {
    assertThat(plan(Sgd.of(0.1).maxNorm(3))).contains(" 0 on reference kernels");
  }

  @Test
  void anOperationOfTheUserDoesNotTakeTheProductToReferenceKernels() {
    assertThat(plan(new Odd()).lines().filter(l -> l.contains("matmul")))
        .isNotEmpty()
        .noneMatch(l -> l.contains("reference"));
  }

  private static String plan(Optimizer optimizer) {
    assumeTrue(Backends.all().size() > 1, "no fast backend");
    Module model = new Linear((int) SIZE).build(Shape.of(SIZE), 1);
    Variable inputs = new Variable("inputs", TensorType.float32(4, SIZE));
    Trace trace = Trace.training(new Variable("random", new TensorType(DType.INT64, Shape.of(2))));
    Tensor loss = model.apply(inputs.tensor(trace)).square().mean();
    Gradients gradients = Gradients.of(loss, model.parameters());
    Updates updates = new Updates(optimizer, model.parameters());
    List<Tensor> outputs = List.of(loss, updates.norm(gradients));
    return Step.compile(outputs, outputs, updates.of(gradients)).plan().toString();
  }

  /** An update with an operation for which no backend has a loop. */
  private record Odd() implements Optimizer {
    @Override
    public double rate() {
      return 0.1;
    }

    @Override
    public List<Slot> slots() {
      return List.of();
    }

    @Override
    public Rule rule(Tensor rate, Tensor step) {
      return (w, g, slots) -> List.of(w.sub(Tensor.apply(new CubeRoot(), g).mul(rate)));
    }
  }

  private record CubeRoot() implements Elementwise.Unary {
    @Override
    public String name() {
      return "cbrt";
    }

    @Override
    public double compute(double x) {
      return Math.cbrt(x);
    }
  }
}
