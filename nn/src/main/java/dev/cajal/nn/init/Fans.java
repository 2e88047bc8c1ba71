package dev.cajal.nn.init;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;

/** How many inputs a unit of a weight [out, in/groups, ...] has, and how many outputs an input. */
final class Fans {
  private Fans() {}

  static long in(TensorType type) {
    return Math.multiplyExact(weight(type).dim(1), kernel(type));
  }

  static long out(TensorType type) {
    return Math.multiplyExact(weight(type).dim(0), kernel(type));
  }

  private static long kernel(TensorType type) {
    return type.shape().slice(2, type.shape().rank()).count();
  }

  static Shape weight(TensorType type) {
    if (type.shape().rank() < 2) {
      throw new IllegalArgumentException(
          "initialiser: " + type + " has no fan-in; name one such as constant or normal instead");
    }
    return type.shape();
  }
}
