package dev.cajal.backend;

/**
 * Says that operands do not fit an operation, in one line: operation, layer path, expected and
 * actual shapes, likely mend; for instance {@code conv at features.3: input has 3 channels [32, 3,
 * 12, 12], weight expects 6 [16, 6, 5, 5]}.
 */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a one-line message. */
  public ShapeException(String message) {
    super(message);
  }

  /** Returns this exception with the operation and, unless empty, the path put in front. */
  public ShapeException at(String operation, String path) {
    String where = path.isEmpty() ? operation : operation + " at " + path;
    ShapeException located = new ShapeException(where + ": " + getMessage());
    located.setStackTrace(getStackTrace());
    return located;
  }
}
