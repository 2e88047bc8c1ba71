package dev.cajal.nn.optim;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;

/**
 * A value that an optimizer keeps for each parameter, such as its momentum.
 *
 * @param name as in checkpoints
 * @param initial the first value of each element
 * @param single whether it is one number instead of one for each element
 */
public record Slot(String name, double initial, boolean single) {

  /** Returns a slot of the shape of the parameter, of zeros at first. */
  public static Slot zeros(String name) {
    return new Slot(name, 0, false);
  }

  /** Returns a slot of the shape of the parameter, of one value at first. */
  public static Slot filled(String name, double initial) {
    return new Slot(name, initial, false);
  }

  /** Returns a slot of one number. */
  public static Slot single(String name, double initial) {
    return new Slot(name, initial, true);
  }

  TensorType type(TensorType parameter) {
    return single ? parameter.with(Shape.of()) : parameter;
  }
}
