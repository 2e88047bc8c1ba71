package dev.cajal.tensor;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;

/**
 * What every family of methods needs to know of its tensor. The methods of {@link Tensor} are
 * grouped in families, one interface each, so that each is found and read by itself.
 */
interface TensorFamily {
  Shape shape();

  DType dtype();

  int rank();

  long dim(int axis);
}
