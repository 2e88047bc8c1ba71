package dev.cajal.grad;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.grad.GradientChecker.Options;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** One run of {@link GradientChecker}. */
final class GradientCheck {
  /** Elements compared of the variable that a failed direction points to, at least. */
  private static final int SEARCHED = 16;

  /**
   * All variables at once take many more units across their kinks: the step is shorter for that.
   */
  private static final double SHORTER = 64;

  private final Supplier<Tensor> function;
  private final Options options;
  private final SplittableRandom random;
  private final double here;
  private final List<Displaced> variables = new ArrayList<>();
  private final List<MemorySegment> gradients;

  GradientCheck(Supplier<Tensor> function, List<Variable> variables, Options options) {
    this.function = function;
    this.options = options;
    this.random = new SplittableRandom(options.seed());
    for (Variable variable : variables) {
      if (variable.type().dtype() != DType.FLOAT64) {
        throw new IllegalArgumentException(
            "gradient check: " + variable.name() + " is " + variable.type() + ", expected float64");
      }
    }
    Tensor at = value();
    Gradients found = Gradients.of(at, variables);
    List<Tensor> all = new ArrayList<>(variables.stream().map(found::get).toList());
    all.add(at);
    Tensor.evaluate(all.toArray(Tensor[]::new));
    here = at.toDoubles()[0];
    gradients = all.stream().map(Tensor::values).toList();
    variables.forEach(v -> this.variables.add(new Displaced(v)));
  }

  GradientReport run() {
    try {
      List<GradientReport.Direction> directions = new ArrayList<>();
      for (int d = 0; d < options.directions(); d++) {
        directions.add(direction(d, random.nextLong()));
      }
      List<GradientReport.Entry> entries = new ArrayList<>();
      for (int v = 0; v < variables.size() && options.samples() > 0; v++) {
        entries.add(elements(v, options.samples()));
      }
      boolean doubtful =
          directions.stream().anyMatch(d -> !d.kink() && !(d.error() < options.limit()));
      if (doubtful && entries.stream().noneMatch(e -> e.error() >= options.limit())) {
        int suspect = suspect();
        entries.removeIf(e -> e.name().equals(variables.get(suspect).variable().name()));
        entries.add(elements(suspect, Math.max(SEARCHED, 4 * options.samples())));
      }
      return new GradientReport(entries, directions, options.limit());
    } finally {
      variables.forEach(Displaced::putBack);
    }
  }

  /**
   * The value as a number; a result of many elements is weighted, by the same numbers each time.
   */
  private Tensor value() {
    Tensor y = function.get();
    if (y.dtype() != DType.FLOAT64) {
      throw new IllegalArgumentException(
          "gradient check: the result is " + y.type() + ", expected float64");
    }
    if (y.shape().count() == 1) {
      return y;
    }
    double[] weights =
        new SplittableRandom(~options.seed()).doubles(y.shape().count(), -1, 1).toArray();
    return y.mul(Tensor.of(y.shape(), weights)).sum();
  }

  private double number() {
    return value().toDoubles()[0];
  }

  private GradientReport.Direction direction(int number, long seed) {
    double analytic = 0;
    for (int v = 0; v < variables.size(); v++) {
      analytic += variables.get(v).along(seed + v, gradients.get(v));
    }
    Quotient q =
        Quotient.of(
            distance -> {
              for (int v = 0; v < variables.size(); v++) {
                variables.get(v).moveAlong(seed + v, distance);
              }
              return number();
            },
            here,
            analytic,
            options.step() / SHORTER,
            options.limit());
    variables.forEach(Displaced::putBack);
    return new GradientReport.Direction(number, q.kink(), q.error(), analytic, q.numeric());
  }

  /** Returns the variable along which alone a derivative is the most wrong. */
  private int suspect() {
    int worst = 0;
    double error = -1;
    for (int v = 0; v < variables.size(); v++) {
      Displaced variable = variables.get(v);
      long seed = random.nextLong();
      Quotient q =
          Quotient.of(
              distance -> {
                variable.moveAlong(seed, distance);
                return number();
              },
              here,
              variable.along(seed, gradients.get(v)),
              options.step(),
              options.limit());
      variable.putBack();
      if (!q.kink() && q.error() > error) {
        worst = v;
        error = q.error();
      }
    }
    return worst;
  }

  private GradientReport.Entry elements(int v, int samples) {
    Displaced variable = variables.get(v);
    HostArray analytic = HostArray.of(variable.variable().type(), gradients.get(v));
    long place = -1;
    double slope = 0;
    Quotient worst = new Quotient(0, 0, false);
    int checked = 0;
    int kinks = 0;
    for (long element : sampled(analytic.count(), samples)) {
      Quotient q =
          Quotient.of(
              distance -> {
                variable.moveElement(element, distance);
                return number();
              },
              here,
              analytic.get(element),
              options.step(),
              options.limit());
      if (q.kink()) {
        kinks++;
        continue;
      }
      checked++;
      if (place < 0 || !(q.error() <= worst.error())) {
        worst = q;
        place = element;
        slope = analytic.get(element);
      }
    }
    variable.putBack();
    return new GradientReport.Entry(
        variable.variable().name(),
        variable.variable().type().shape(),
        checked,
        kinks,
        worst.error(),
        place,
        slope,
        worst.numeric());
  }

  private long[] sampled(long count, int samples) {
    return count <= samples
        ? LongStream.range(0, count).toArray()
        : random.longs(0, count).distinct().limit(samples).sorted().toArray();
  }
}
