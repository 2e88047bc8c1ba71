package dev.cajal.tensor;

/**
 * The new value of a variable at the end of a step.
 *
 * @param target the variable written
 * @param value its next value, of the type of the variable
 */
public record Assignment(Variable target, Tensor value) {

  /** Checks the types. */
  public Assignment {
    if (!value.type().equals(target.type())) {
      throw new IllegalArgumentException(
          "assignment to "
              + target.name()
              + ": it is "
              + target.type()
              + ", the value "
              + value.type());
    }
  }
}
