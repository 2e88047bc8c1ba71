package dev.cajal.grad;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Compares gradients from reverse mode with centred finite differences, element by element. The
 * relative error of an element is |a − n| / max(|a|, |n|, floor), where the floor is the noise that
 * finite differences cannot resolve. Where the one-sided quotients disagree, the function has a
 * kink between the two points (a rectifier at 0, a maximum that changes place): such an element is
 * counted and left out.
 *
 * <pre>{@code
 * GradientReport report =
 *     GradientChecker.check(() -> loss(model), parameters, GradientChecker.Options.DEFAULT);
 * assert report.worst() < 1e-6 : report;
 * }</pre>
 */
public final class GradientChecker {

  private GradientChecker() {}

  /**
   * How thoroughly to check.
   *
   * @param step h of the finite differences
   * @param samples elements checked of each variable; all where it has no more
   * @param seed picks the elements
   */
  public record Options(double step, int samples, long seed) {
    /** Up to 32 elements of each variable at h = 1e-5. */
    public static final Options DEFAULT = new Options(FiniteDifferences.STEP, 32, 0);

    /** Returns these options with another number of elements. */
    public Options samples(int count) {
      return new Options(step, count, seed);
    }
  }

  /**
   * Checks the gradient of a loss for variables.
   *
   * @param loss builds the loss, a tensor of one element, from the present values of the variables;
   *     it must be deterministic
   * @param variables float64 variables, left as they were
   * @throws IllegalArgumentException if a variable is not float64, in which finite differences
   *     resolve nothing
   */
  public static GradientReport check(
      Supplier<Tensor> loss, List<Variable> variables, Options options) {
    for (Variable variable : variables) {
      if (variable.type().dtype() != DType.FLOAT64) {
        throw new IllegalArgumentException(
            "gradient check: " + variable.name() + " is " + variable.type() + ", expected float64");
      }
    }
    Tensor at = loss.get();
    Gradients gradients = Gradients.of(at, variables);
    List<Tensor> all = new ArrayList<>(variables.stream().map(gradients::get).toList());
    all.add(at);
    Tensor.evaluate(all.toArray(Tensor[]::new));
    double here = at.toDoubles()[0];
    SplittableRandom random = new SplittableRandom(options.seed());
    List<GradientReport.Entry> entries = new ArrayList<>();
    for (int v = 0; v < variables.size(); v++) {
      entries.add(
          entry(loss, here, variables.get(v), all.get(v).toDoubles(), options, random.split()));
    }
    return new GradientReport(entries);
  }

  private static GradientReport.Entry entry(
      Supplier<Tensor> loss,
      double here,
      Variable variable,
      double[] analytic,
      Options options,
      SplittableRandom random) {
    TensorType type = variable.type();
    MemorySegment original = Memory.allocate(type.bytes());
    MemorySegment.copy(variable.rowMajor(), 0, original, 0, type.bytes());
    MemorySegment moved = Memory.allocate(type.bytes());
    MemorySegment.copy(original, 0, moved, 0, type.bytes());
    HostArray values = HostArray.of(type, moved);
    GradientReport.Entry worst = new GradientReport.Entry(variable.name(), 0, 0, 0, -1, 0, 0);
    int checked = 0;
    int kinks = 0;
    for (long element : elements(analytic.length, options.samples(), random)) {
      double value = values.get(element);
      double above = lossAt(loss, variable, values, moved, element, value + options.step());
      double below = lossAt(loss, variable, values, moved, element, value - options.step());
      values.set(element, value);
      double numeric = (above - below) / (2 * options.step());
      double a = analytic[Math.toIntExact(element)];
      double floor = 1e-6 * Math.max(1, Math.abs(here));
      double error =
          Math.abs(a - numeric) / Math.max(floor, Math.max(Math.abs(a), Math.abs(numeric)));
      double bend = Math.abs(above - 2 * here + below) / options.step();
      if (error > 1e-4 && bend > 0.1 * Math.abs(a - numeric)) {
        kinks++;
        continue;
      }
      checked++;
      if (worst.element() < 0 || error > worst.error()) {
        worst = new GradientReport.Entry(variable.name(), 0, 0, error, element, a, numeric);
      }
    }
    variable.set(original);
    return new GradientReport.Entry(
        variable.name(),
        checked,
        kinks,
        worst.error(),
        worst.element(),
        worst.analytic(),
        worst.numeric());
  }

  private static double lossAt(
      Supplier<Tensor> loss,
      Variable variable,
      HostArray values,
      MemorySegment memory,
      long element,
      double value) {
    values.set(element, value);
    variable.set(memory);
    return loss.get().toDoubles()[0];
  }

  private static long[] elements(int count, int samples, SplittableRandom random) {
    return count <= samples
        ? LongStream.range(0, count).toArray()
        : random.longs(0, count).distinct().limit(samples).sorted().toArray();
  }
}
