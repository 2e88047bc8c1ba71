package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same elements in row-major order under another shape; derivatives are reshaped likewise.
 *
 * @param shape the shape of the result
 */
public record Reshape(Shape shape) implements Op {

  /**
   * Returns the shape meant by sizes of which one may be -1.
   *
   * @throws ShapeException if the count cannot be kept
   */
  public static Shape target(Shape from, long... sizes) {
    long[] full = sizes.clone();
    int open = -1;
    long known = 1;
    for (int a = 0; a < full.length; a++) {
      if (full[a] == -1 && open < 0) {
        open = a;
      } else {
        known *= full[a];
      }
    }
    if (open >= 0 && known > 0 && from.count() % known == 0) {
      full[open] = from.count() / known;
    }
    if (Arrays.stream(full).anyMatch(n -> n < 0) || Shape.of(full).count() != from.count()) {
      throw new ShapeException(
              from
                  + " holds "
                  + from.count()
                  + " elements and cannot become "
                  + Arrays.toString(sizes))
          .at("reshape", "");
    }
    return Shape.of(full);
  }

  @Override
  public String name() {
    return "reshape";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape from = inputs.getFirst().shape();
    if (from.count() != shape.count()) {
      throw new ShapeException(
          from + " holds " + from.count() + " elements and cannot become " + shape);
    }
    return List.of(inputs.getFirst().with(shape));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    outputs.getFirst().copyFrom(inputs.getFirst());
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    return List.of(grads.getFirst().reshape(at.x(0).shape()));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(tangents.getFirst().reshape(shape));
  }
}
