package dev.cajal.nn.saved;

import dev.cajal.backend.DType;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import java.util.List;

/** Constants of a saved graph. */
final class Constants {
  private Constants() {}

  static Tensor of(Options node) {
    TensorType type = node.type();
    List<?> values = node.list("values");
    if (values.size() != type.shape().count()) {
      throw node.wrong("values", "are " + values.size() + ", " + type + " needs another count");
    }
    if (type.dtype() == DType.INT64) {
      return Tensor.of(type.shape(), node.numbers("values").stream().mapToLong(v -> v).toArray());
    }
    double[] numbers = node.reals("values").stream().mapToDouble(v -> v).toArray();
    return Tensor.of(type.shape(), numbers).cast(type.dtype()).detach();
  }
}
