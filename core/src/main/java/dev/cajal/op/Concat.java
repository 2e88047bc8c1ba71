package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins any number of tensors along an axis; their other axes are equal. The reverse rule slices
 * the gradient into the same parts.
 *
 * @param axis the axis joined along
 */
public record Concat(int axis) implements Op {

  @Override
  public String name() {
    return "concat";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    if (inputs.isEmpty()) {
      throw new ShapeException("needs at least one tensor");
    }
    TensorType first = inputs.getFirst();
    if (axis < 0 || axis >= first.shape().rank()) {
      throw new ShapeException("axis " + axis + " does not exist in " + first.shape());
    }
    long size = 0;
    for (TensorType input : inputs) {
      if (input.dtype() != first.dtype()
          || input.shape().rank() != first.shape().rank()
          || !input.shape().with(axis, 0).equals(first.shape().with(axis, 0))) {
        throw new ShapeException(
            first
                + " and "
                + input
                + " differ in more than axis "
                + axis
                + "; reshape or cast one of them");
      }
      size = Math.addExact(size, input.shape().dim(axis));
    }
    return List.of(first.with(first.shape().with(axis, size)));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray y = outputs.getFirst();
    long outer = y.shape().slice(0, axis).count();
    long row = y.shape().slice(axis, y.shape().rank()).count();
    long start = 0;
    for (HostArray x : inputs) {
      long part = x.shape().slice(axis, x.shape().rank()).count();
      for (long o = 0; o < outer; o++) {
        for (long i = 0; i < part; i++) {
          y.setFrom(o * row + start + i, x, o * part + i);
        }
      }
      start += part;
    }
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    List<@Nullable Tensor> parts = new ArrayList<>();
    long from = 0;
    for (Tensor x : at.inputs()) {
      Shape shape = x.shape();
      parts.add(grads.getFirst().slice(axis, from, from + shape.dim(axis)));
      from += shape.dim(axis);
    }
    return parts;
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.concat(axis, tangents));
  }
}
