package dev.cajal.bench;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.graph.TimedCall;
import dev.cajal.op.Window;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * What this machine reaches at best, measured with our own kernels.
 *
 * @param float32 floating-point operations per second in a large float32 matrix product or
 *     convolution, whichever is faster
 * @param bfloat16 the same in bfloat16; NaN where no kernel multiplies that
 * @param bandwidth bytes read and written per second by an elementwise pass in place over more
 *     memory than caches hold
 */
public record Peaks(double float32, double bfloat16, double bandwidth) {
  private static final int ATTEMPTS = 12;

  /** Measures the peaks; takes a few seconds and 300 MB. */
  public static Peaks measure() {
    return new Peaks(arithmetic(DType.FLOAT32), arithmetic(DType.BFLOAT16), memory());
  }

  /** Returns the peak for matrix products of an element type. */
  double of(DType dtype) {
    return dtype == DType.BFLOAT16 ? bfloat16 : float32;
  }

  private static double arithmetic(DType dtype) {
    Tensor a = operand(dtype, 2048, 2048);
    Tensor image = operand(dtype, 8, 256, 28, 28);
    // Larger than 3×3: those may take fewer multiplications than are counted.
    Tensor filters = operand(dtype, 256, 256, 5, 5);
    double product = arithmetic(a.matmul(a));
    return Math.max(product, arithmetic(image.conv(filters, Window.of(2).padding(2, 2))));
  }

  private static double arithmetic(Tensor result) {
    Step step = Step.compile(result);
    return step.plan().fallbacks() > 0
        ? Double.NaN
        : best(step, c -> 2.0 * c.cost().multiplications());
  }

  private static double memory() {
    Variable x = new Variable("x", new TensorType(DType.FLOAT32, Shape.of(64L << 20)));
    Assignment doubled = new Assignment(x, x.tensor().mul(2));
    Step step = Step.compile(List.of(), List.of(), List.of(doubled));
    return best(step, c -> c.cost().bytes());
  }

  private static Tensor operand(DType dtype, long... sizes) {
    Variable variable = new Variable("operand", new TensorType(dtype, Shape.of(sizes)));
    HostArray array = HostArray.of(variable.type(), variable.memory());
    SplittableRandom random = new SplittableRandom(1);
    for (long i = 0; i < array.count(); i++) {
      array.set(i, random.nextDouble() - 0.5);
    }
    variable.touched();
    return variable.tensor();
  }

  /** Returns the highest rate, per second, of the call of a step that does most. */
  private static double best(Step step, ToDoubleFunction<TimedCall> work) {
    double best = 0;
    for (int i = 0; i < ATTEMPTS; i++) {
      TimedCall call =
          step.profile(1).calls().stream().max(Comparator.comparingDouble(work)).orElseThrow();
      best = Math.max(best, work.applyAsDouble(call) / call.micros() * 1e6);
    }
    return best;
  }
}
