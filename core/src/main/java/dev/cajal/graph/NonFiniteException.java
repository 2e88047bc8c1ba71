package dev.cajal.graph;

/**
 * Says that a guarded value of a step became infinite or not a number, and which operation was the
 * first to produce such a value. Nothing was written.
 */
public final class NonFiniteException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final String path;

  NonFiniteException(String path, String message) {
    super(message);
    this.path = path;
  }

  /** Returns the path of the layer that produced the first such value; empty outside the model. */
  public String path() {
    return path;
  }
}
