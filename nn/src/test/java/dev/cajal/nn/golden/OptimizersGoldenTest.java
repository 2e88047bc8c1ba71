package dev.cajal.nn.golden;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.nn.optim.AdaDelta;
import dev.cajal.nn.optim.AdaGrad;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.AdamW;
import dev.cajal.nn.optim.Adamax;
import dev.cajal.nn.optim.Asgd;
import dev.cajal.nn.optim.NAdam;
import dev.cajal.nn.optim.Optimizer;
import dev.cajal.nn.optim.ParameterGroup;
import dev.cajal.nn.optim.RAdam;
import dev.cajal.nn.optim.RmsProp;
import dev.cajal.nn.optim.Rprop;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fifty steps of every optimizer with all its options against golden values. */
class OptimizersGoldenTest {
  private static final int STEPS = 50;

  static List<Golden> cases() {
    return Golden.family("optimizers");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fiftyStepsAgreeInFloat64(Golden golden) {
    check(golden, DType.FLOAT64);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fiftyStepsAgreeInFloat32(Golden golden) {
    check(golden, DType.FLOAT32);
  }

  private static void check(Golden golden, DType dtype) {
    List<Variable> parameters = golden.inputs(dtype);
    Tensor loss = loss(dtype, parameters.stream().map(Variable::tensor).toList());
    List<ParameterGroup> groups =
        golden.has("groups")
            ? List.of(ParameterGroup.of("x0").rate(0.1), ParameterGroup.of("x1").decay(0))
            : List.of();
    Updates updates = new Updates(limited(golden), parameters, groups);
    Gradients gradients = Gradients.of(loss, parameters);
    Step step = Step.compile(List.of(loss), List.of(loss), assignments(golden, updates, gradients));
    for (int i = 0; i < STEPS; i++) {
      step.run();
    }
    for (int i = 0; i < parameters.size(); i++) {
      golden.close(dtype, "y" + i, parameters.get(i).tensor());
    }
  }

  private static List<Assignment> assignments(Golden golden, Updates updates, Gradients gradients) {
    return golden.has("clip_norm")
        ? updates.clipped(gradients, updates.norm(gradients), golden.real("clip_norm"))
        : updates.of(gradients);
  }

  /** ½Σ(aw)² + Σ sin w + 0.3·Σ(w·v − 1)² + ½Σv² + s·Σv + 3(s − 1)². */
  private static Tensor loss(DType dtype, List<Tensor> parameters) {
    Tensor w = parameters.get(0);
    Tensor v = parameters.get(1);
    Tensor s = parameters.get(2);
    Tensor a = Tensor.of(Shape.of(2, 3), 0.5, -1.25, 2.0, 0.75, 1.0, -0.5).cast(dtype);
    Tensor product = w.matmul(v.reshape(3, 1)).sub(1);
    return a.mul(w)
        .square()
        .sum()
        .div(2)
        .add(w.sin().sum())
        .add(product.square().sum().mul(0.3))
        .add(v.square().sum().div(2))
        .add(s.mul(v).sum())
        .add(s.sub(1).square().sum().mul(3));
  }

  private static Optimizer limited(Golden golden) {
    Optimizer optimizer = optimizer(golden);
    if (golden.has("l1")) {
      optimizer = optimizer.l1(golden.real("l1"));
    }
    if (golden.has("max_norm")) {
      optimizer = optimizer.maxNorm(golden.real("max_norm"));
    }
    if (golden.has("clip_value")) {
      optimizer = optimizer.clipValue(golden.real("clip_value"));
    }
    return golden.truth("maximize") ? optimizer.maximize() : optimizer;
  }

  private static Optimizer optimizer(Golden golden) {
    double rate = golden.real("lr");
    double decay = golden.real("weight_decay", 0);
    double[] betas = pair(golden, "betas", 0.9, 0.999);
    double epsilon = golden.real("eps", 1e-8);
    boolean amsgrad = golden.truth("amsgrad");
    boolean decoupled = golden.truth("decoupled_weight_decay");
    return switch (golden.kind()) {
      case "sgd" ->
          new Sgd(
              rate,
              golden.real("momentum", 0),
              golden.real("dampening", 0),
              golden.truth("nesterov"),
              decay);
      case "adagrad" ->
          AdaGrad.of(rate)
              .rateDecay(golden.real("lr_decay", 0))
              .initialSum(golden.real("initial_accumulator_value", 0))
              .epsilon(golden.real("eps", 1e-10))
              .decay(decay);
      case "rmsprop" ->
          RmsProp.of(rate)
              .alpha(golden.real("alpha", 0.99))
              .momentum(golden.real("momentum", 0))
              .centred(golden.truth("centered"))
              .epsilon(epsilon)
              .decay(decay);
      case "adadelta" ->
          AdaDelta.of(rate)
              .rho(golden.real("rho", 0.9))
              .epsilon(golden.real("eps", 1e-6))
              .decay(decay);
      case "adam" -> new Adam(rate, betas[0], betas[1], epsilon, decay, amsgrad);
      case "adamw" ->
          AdamW.of(rate)
              .betas(betas[0], betas[1])
              .decay(golden.real("weight_decay", 0.01))
              .amsgrad(amsgrad);
      case "nadam" ->
          NAdam.of(rate)
              .betas(betas[0], betas[1])
              .momentumDecay(golden.real("momentum_decay", 4e-3))
              .decoupled(decoupled)
              .decay(decay);
      case "adamax" -> Adamax.of(rate).betas(betas[0], betas[1]).epsilon(epsilon).decay(decay);
      case "radam" -> RAdam.of(rate).betas(betas[0], betas[1]).decoupled(decoupled).decay(decay);
      case "rprop" -> {
        double[] factors = pair(golden, "etas", 0.5, 1.2);
        double[] sizes = pair(golden, "step_sizes", 1e-6, 50);
        yield new Rprop(rate, factors[0], factors[1], sizes[0], sizes[1], decay);
      }
      case "asgd" ->
          Asgd.of(rate)
              .lambda(golden.real("lambd", 1e-4))
              .alpha(golden.real("alpha", 0.75))
              .decay(decay);
      default -> throw new IllegalStateException(golden.kind());
    };
  }

  private static double[] pair(Golden golden, String option, double first, double second) {
    if (!golden.has(option)) {
      return new double[] {first, second};
    }
    String[] parts = golden.text(option).split(",", 2);
    return new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
  }
}
