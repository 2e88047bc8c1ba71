package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Values of an operation near a point, by its reference forward alone. */
final class Points {

  private Points() {}

  /** Returns the results at x + h·ẋ. */
  static List<HostArray> along(Op op, List<Tensor> inputs, List<Tensor> tangents, double step) {
    List<HostArray> moved = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      moved.add(array(moved(inputs.get(i), tangents.get(i), step)));
    }
    return Hosts.exact(op, moved);
  }

  /** Returns ⟨ȳ, f⟩ with element {@code i} of operand {@code k} moved by h. */
  static double weighted(
      Op op, List<Tensor> inputs, List<Tensor> cotangents, int k, int i, double step) {
    List<HostArray> moved = new ArrayList<>(inputs.stream().map(Points::array).toList());
    HostArray copy = Hosts.copy(moved.get(k));
    copy.set(i, copy.get(i) + step);
    moved.set(k, copy);
    List<HostArray> outputs = Hosts.exact(op, moved);
    double sum = 0;
    for (int o = 0; o < outputs.size(); o++) {
      HostArray weights = array(cotangents.get(o));
      for (long j = 0; j < weights.count(); j++) {
        sum += weights.get(j) * outputs.get(o).get(j);
      }
    }
    return sum;
  }

  /** Returns x + h·d for a floating x, any other x as it is. */
  static Tensor moved(Tensor x, Tensor direction, double step) {
    if (!x.dtype().isFloating()) {
      return x;
    }
    double[] values = x.toDoubles();
    double[] along = direction.toDoubles();
    Arrays.setAll(values, i -> values[i] + step * along[i]);
    return Tensor.of(x.shape(), values);
  }

  /** Returns random tensors of the given types; zeros where the type is not floating. */
  static List<Tensor> randomLike(List<Tensor> tensors, SplittableRandom random) {
    List<Tensor> result = new ArrayList<>();
    for (Tensor tensor : tensors) {
      Shape shape = tensor.shape();
      result.add(
          tensor.dtype() == DType.FLOAT64
              ? Tensor.of(shape, random.doubles(shape.count(), -1, 1).toArray())
              : Tensor.full(tensor.type(), 0));
    }
    return result;
  }

  /** Returns the values of derivatives; zeros where there is none. */
  static double[][] values(List<@Nullable Tensor> derivatives, List<Tensor> like) {
    Tensor.evaluate(derivatives.stream().filter(Objects::nonNull).toArray(Tensor[]::new));
    double[][] values = new double[like.size()][];
    for (int i = 0; i < values.length; i++) {
      Tensor derivative = derivatives.get(i);
      values[i] =
          derivative == null
              ? new double[Math.toIntExact(like.get(i).shape().count())]
              : derivative.toDoubles();
    }
    return values;
  }

  private static HostArray array(Tensor tensor) {
    return HostArray.of(tensor.type(), tensor.values());
  }
}
