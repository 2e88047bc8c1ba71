package dev.cajal.recurrent;

import dev.cajal.backend.DType;
import dev.cajal.tensor.Tensor;

/**
 * Arithmetic on tensors, which makes the unrolled graph.
 *
 * @param dtype the element type of constants
 */
public record Tensors(DType dtype) implements Arithmetic<Tensor> {

  @Override
  public Tensor constant(double c) {
    return Tensor.scalar(dtype, c);
  }

  @Override
  public Tensor add(Tensor x, Tensor y) {
    return x.add(y);
  }

  @Override
  public Tensor sub(Tensor x, Tensor y) {
    return x.sub(y);
  }

  @Override
  public Tensor mul(Tensor x, Tensor y) {
    return x.mul(y);
  }

  @Override
  public Tensor sigmoid(Tensor x) {
    return x.sigmoid();
  }

  @Override
  public Tensor tanh(Tensor x) {
    return x.tanh();
  }

  @Override
  public Tensor relu(Tensor x) {
    return x.relu();
  }

  @Override
  public Tensor sign(Tensor x) {
    return x.sign();
  }
}
