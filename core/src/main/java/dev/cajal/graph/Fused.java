package dev.cajal.graph;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Elementwise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Elementwise operations, broadcasts and reductions in one pass over memory: a straight-line
 * program that is run for every element of a domain. Values are numbered: first the operands, then
 * the constants, then the results of the instructions in order.
 *
 * @param domain the shape that is walked
 * @param operands how many operands there are; each has the rank of the domain and is repeated
 *     along its axes of size 1
 * @param constants numbers that take part
 * @param body the instructions
 * @param results what is kept
 */
public record Fused(
    Shape domain,
    int operands,
    List<Double> constants,
    List<Instruction> body,
    List<Result> results)
    implements Operation {

  /** Copies the lists. */
  public Fused {
    constants = List.copyOf(constants);
    body = List.copyOf(body);
    results = List.copyOf(results);
  }

  /**
   * One step of the program.
   *
   * @param op what is computed
   * @param args the numbers of its arguments
   * @param dtype the element type of its result
   */
  public record Instruction(Elementwise op, List<Integer> args, DType dtype) {
    /** Copies the arguments. */
    public Instruction {
      args = List.copyOf(args);
    }
  }

  /** What is done with a value. */
  public enum Fold {
    /** Every element is stored. */
    NONE,
    /** Elements are summed over the folded axes. */
    SUM,
    /** The largest over the folded axes is kept. */
    MAX
  }

  /**
   * One output of the program.
   *
   * @param value the number of the value
   * @param fold how elements are brought together
   * @param axes the folded axes, which stay with size 1; empty for {@link Fold#NONE}
   * @param dtype the element type
   */
  public record Result(int value, Fold fold, List<Integer> axes, DType dtype) {
    /** Copies the axes. */
    public Result {
      axes = List.copyOf(axes);
    }

    /** Returns the shape of the output over a domain. */
    public Shape shape(Shape domain) {
      Shape shape = domain;
      for (int axis : axes) {
        shape = shape.with(axis, 1);
      }
      return shape;
    }
  }

  @Override
  public String name() {
    return "fused";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    for (TensorType input : inputs) {
      boolean fits = input.shape().rank() == domain.rank();
      for (int a = 0; fits && a < domain.rank(); a++) {
        fits = input.shape().dim(a) == domain.dim(a) || input.shape().dim(a) == 1;
      }
      if (!fits) {
        throw new ShapeException(input + " cannot be repeated to " + domain);
      }
    }
    return results.stream().map(r -> new TensorType(r.dtype(), r.shape(domain))).toList();
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    double[] values = new double[operands + constants.size() + body.size()];
    for (int c = 0; c < constants.size(); c++) {
      values[operands + c] = constants.get(c);
    }
    List<long[]> inStrides = inputs.stream().map(i -> repeating(i.shape())).toList();
    List<long[]> outStrides = outputs.stream().map(o -> repeating(o.shape())).toList();
    List<double[]> folds = new ArrayList<>();
    for (int r = 0; r < results.size(); r++) {
      Fold fold = results.get(r).fold();
      double[] sums = new double[fold == Fold.NONE ? 0 : Math.toIntExact(outputs.get(r).count())];
      Arrays.fill(sums, fold == Fold.MAX ? Double.NEGATIVE_INFINITY : 0);
      folds.add(sums);
    }
    long count = domain.count();
    long[] index = new long[domain.rank()];
    for (long i = 0; i < count; i++) {
      for (int k = 0; k < operands; k++) {
        values[k] = inputs.get(k).get(offset(index, inStrides.get(k)));
      }
      compute(values);
      for (int r = 0; r < results.size(); r++) {
        double value = values[results.get(r).value()];
        int at = Math.toIntExact(offset(index, outStrides.get(r)));
        switch (results.get(r).fold()) {
          case NONE -> outputs.get(r).set(at, value);
          case SUM -> folds.get(r)[at] += value;
          case MAX -> folds.get(r)[at] = Math.max(folds.get(r)[at], value);
        }
      }
      for (int a = index.length - 1; a >= 0 && ++index[a] == domain.dim(a); a--) {
        index[a] = 0;
      }
    }
    for (int r = 0; r < results.size(); r++) {
      double[] sums = folds.get(r);
      for (int i = 0; i < sums.length; i++) {
        outputs.get(r).set(i, sums[i]);
      }
    }
  }

  private void compute(double[] values) {
    int at = operands + constants.size();
    for (Instruction step : body) {
      List<Integer> args = step.args();
      double x = values[args.getFirst()];
      double y = args.size() > 1 ? values[args.get(1)] : 0;
      double z = args.size() > 2 ? values[args.get(2)] : 0;
      values[at++] = step.dtype().rounded(step.op().compute(x, y, z));
    }
  }

  private static long[] repeating(Shape shape) {
    long[] strides = shape.strides();
    for (int a = 0; a < strides.length; a++) {
      strides[a] = shape.dim(a) == 1 ? 0 : strides[a];
    }
    return strides;
  }

  private static long offset(long[] index, long[] strides) {
    long offset = 0;
    for (int a = 0; a < index.length; a++) {
      offset += index[a] * strides[a];
    }
    return offset;
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return domain.count() * body.size();
  }

  /** Returns the program in a line, for plans: {@code relu(add(%0, %1)) → sum[0]}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("fused" + domain + "{");
    for (int i = 0; i < body.size(); i++) {
      text.append(i == 0 ? "" : " ").append(body.get(i).op().name());
    }
    for (Result result : results) {
      if (result.fold() != Fold.NONE) {
        text.append(" ")
            .append(result.fold().name().toLowerCase(java.util.Locale.ROOT))
            .append(result.axes());
      }
    }
    return text.append("}").toString();
  }
}
