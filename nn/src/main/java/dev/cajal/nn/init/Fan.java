package dev.cajal.nn.init;

import dev.cajal.backend.TensorType;

/** Which side of a weight [out, in/groups, ...] decides the scale of its first values. */
public enum Fan {
  /** in/groups times the size of the kernel: keeps the variance of what goes forward. */
  IN,
  /** out times the size of the kernel: keeps the variance of the gradients going back. */
  OUT;

  /** Returns the fan of a weight. */
  long of(TensorType type) {
    return this == IN ? Fans.in(type) : Fans.out(type);
  }
}
