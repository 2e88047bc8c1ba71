package dev.cajal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.grad.FiniteDifferences;
import dev.cajal.grad.Forward;
import dev.cajal.grad.GradientChecker;
import dev.cajal.grad.GradientReport;
import dev.cajal.grad.Gradients;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on derivatives. For an operation, with random cotangents ȳ and tangents ẋ in float64:
 *
 * <pre>
 * jvp(ẋ) = (f(x + hẋ) − f(x − hẋ)) / 2h        the forward rule
 * vjp(ȳ)_i = (φ(x + h e_i) − φ(x − h e_i)) / 2h,   φ = ⟨ȳ, f⟩        the reverse rule
 * ⟨ȳ, jvp(ẋ)⟩ = ⟨vjp(ȳ), ẋ⟩        one is the transpose of the other
 * </pre>
 *
 * and the same once more for both rules as functions of x and of ȳ or ẋ.
 */
public final class GradientAssertions {
  private static final double STEP = FiniteDifferences.STEP;
  private static final double CLOSE = 2e-6;
  private static final double TRANSPOSED = 1e-11;

  /** Above this many elements the reverse rule is checked by transposition alone. */
  private static final int ELEMENTS = 400;

  private GradientAssertions() {}

  /**
   * Fails unless both rules of an operation agree with finite differences and with each other.
   *
   * @param inputs operands without a history; floating ones are float64 and lie away from kinks
   */
  public static void assertRules(Op op, List<Tensor> inputs) {
    SplittableRandom random = new SplittableRandom(inputs.size() + 7L);
    Op.Applied at = new Op.Applied(inputs, Tensor.applyAll(op, inputs));
    List<Tensor> tangents = Points.randomLike(inputs, random);
    List<Tensor> cotangents = Points.randomLike(at.outputs(), random);
    double[][] jvp = Points.values(op.jvp(at, tangents), at.outputs());
    double[][] vjp = Points.values(op.vjp(at, cotangents), inputs);
    assertForward(op, inputs, tangents, jvp);
    assertReverse(op, inputs, cotangents, vjp);
    double forward = 0;
    for (int o = 0; o < jvp.length; o++) {
      forward += Hosts.dot(cotangents.get(o).toDoubles(), jvp[o]);
    }
    double reverse = 0;
    for (int i = 0; i < vjp.length; i++) {
      reverse += Hosts.dot(tangents.get(i).toDoubles(), vjp[i]);
    }
    assertClose(op.name() + ": ⟨ȳ, jvp(ẋ)⟩ and ⟨vjp(ȳ), ẋ⟩", forward, reverse, TRANSPOSED);
  }

  private static void assertForward(
      Op op, List<Tensor> inputs, List<Tensor> tangents, double[][] jvp) {
    List<HostArray> above = Points.along(op, inputs, tangents, STEP);
    List<HostArray> below = Points.along(op, inputs, tangents, -STEP);
    for (int o = 0; o < jvp.length; o++) {
      if (above.get(o).type().dtype().isFloating()) {
        for (int i = 0; i < jvp[o].length; i++) {
          double numeric = (above.get(o).get(i) - below.get(o).get(i)) / (2 * STEP);
          assertClose(op.name() + ": jvp of output " + o + " at " + i, jvp[o][i], numeric, CLOSE);
        }
      }
    }
  }

  private static void assertReverse(
      Op op, List<Tensor> inputs, List<Tensor> cotangents, double[][] vjp) {
    for (int k = 0; k < vjp.length; k++) {
      if (!inputs.get(k).dtype().isFloating() || vjp[k].length > ELEMENTS) {
        continue;
      }
      for (int i = 0; i < vjp[k].length; i++) {
        double above = Points.weighted(op, inputs, cotangents, k, i, STEP);
        double below = Points.weighted(op, inputs, cotangents, k, i, -STEP);
        double numeric = (above - below) / (2 * STEP);
        assertClose(op.name() + ": vjp of input " + k + " at " + i, vjp[k][i], numeric, CLOSE);
      }
    }
  }

  /**
   * Fails unless the derivatives of both rules, in reverse and in forward mode, agree with finite
   * differences along a random direction of operands and cotangents or tangents.
   */
  public static void assertSecondDerivatives(Op op, List<Tensor> inputs) {
    List<Tensor> outputs = Tensor.applyAll(op, inputs);
    new Pairing("reverse", op, op::vjp, inputs, outputs, inputs).check();
    new Pairing("forward", op, op::jvp, inputs, inputs, outputs).check();
  }

  /** One of the rules of an operation. */
  @FunctionalInterface
  private interface Rule {
    List<@Nullable Tensor> apply(Op.Applied at, List<Tensor> derivatives);
  }

  /** ⟨w, rule(x, d)⟩ as a function of the operands x and the derivatives d that the rule maps. */
  private record Pairing(
      String name, Op op, Rule rule, List<Tensor> inputs, List<Tensor> domain, List<Tensor> range) {

    void check() {
      SplittableRandom random = new SplittableRandom(inputs.size() + 11L);
      List<Tensor> point = new ArrayList<>(inputs);
      point.addAll(Points.randomLike(domain, random));
      List<Tensor> weights = Points.randomLike(range, random);
      List<Tensor> direction = Points.randomLike(point, random);

      Tensor value = at(point, weights);
      Gradients gradients = Gradients.of(value, point.toArray(Tensor[]::new));
      Tensor forward = Forward.jvp(List.of(value), point, direction).getFirst();
      double reverse = 0;
      for (int i = 0; i < point.size(); i++) {
        if (point.get(i).dtype().isFloating()) {
          Tensor gradient = gradients.get(point.get(i));
          reverse += Hosts.dot(gradient.toDoubles(), direction.get(i).toDoubles());
        }
      }
      double above = moved(point, direction, STEP, weights);
      double below = moved(point, direction, -STEP, weights);
      double numeric = (above - below) / (2 * STEP);
      String what = op.name() + ": second derivative, ";
      assertClose(what + "reverse over " + name, reverse, numeric, 10 * CLOSE);
      assertClose(what + "forward over " + name, forward.toDoubles()[0], numeric, 10 * CLOSE);
    }

    private Tensor at(List<Tensor> point, List<Tensor> weights) {
      List<Tensor> x = point.subList(0, inputs.size());
      Op.Applied at = new Op.Applied(x, Tensor.applyAll(op, x));
      List<@Nullable Tensor> mapped = rule.apply(at, point.subList(inputs.size(), point.size()));
      Tensor sum = Tensor.scalar(DType.FLOAT64, 0);
      for (int i = 0; i < range.size(); i++) {
        Tensor derivative = mapped.get(i);
        if (derivative != null && derivative.dtype().isFloating()) {
          sum = sum.add(derivative.mul(weights.get(i)).sum());
        }
      }
      return sum;
    }

    private double moved(
        List<Tensor> point, List<Tensor> direction, double step, List<Tensor> weights) {
      List<Tensor> moved = new ArrayList<>();
      for (int i = 0; i < point.size(); i++) {
        moved.add(Points.moved(point.get(i), direction.get(i), step));
      }
      return at(moved, weights).toDoubles()[0];
    }
  }

  /**
   * Fails unless the gradient of a loss for float64 variables agrees with finite differences.
   *
   * @param loss builds the loss, a tensor of one element, from the present values
   */
  public static void assertGradient(Supplier<Tensor> loss, List<Variable> variables) {
    GradientReport report = GradientChecker.check(loss, variables, GradientChecker.Options.DEFAULT);
    assertThat(report.worst()).as("%s", report).isLessThan(1e-6);
  }

  private static void assertClose(String what, double actual, double expected, double tolerance) {
    double scale = Math.max(1, Math.max(Math.abs(actual), Math.abs(expected)));
    assertThat(Math.abs(actual - expected) / scale)
        .as("%s: %s and %s", what, actual, expected)
        .isLessThanOrEqualTo(tolerance);
  }
}
