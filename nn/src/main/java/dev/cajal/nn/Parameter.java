package dev.cajal.nn;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.init.Initializer;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A named value that a module owns: a weight that training changes, or a buffer such as a running
 * mean. Its shape follows from the first input that an abstract trace shows to its module, so a
 * layer never states an input size; afterwards every input is checked against it.
 */
public final class Parameter {
  private final Module owner;
  private final String name;
  private final boolean buffer;
  private final @Nullable DType dtype;
  private @Nullable Initializer initializer;
  private @Nullable Variable variable;
  private boolean frozen;

  Parameter(
      Module owner,
      String name,
      boolean buffer,
      @Nullable DType dtype,
      @Nullable Initializer initializer) {
    this.owner = owner;
    this.name = name;
    this.buffer = buffer;
    this.dtype = dtype;
    this.initializer = initializer;
  }

  /** Returns the dotted path, such as {@code features.0.weight}. */
  public String path() {
    String outer = owner.path();
    return outer.isEmpty() ? name : outer + "." + name;
  }

  /** Returns whether an optimizer changes the value; it never changes a buffer. */
  public boolean trainable() {
    return !buffer && !frozen;
  }

  void freeze(boolean value) {
    frozen = value;
  }

  /**
   * Returns the value as a tensor of the trace of {@code x}. While the model is being built the
   * shape is declared; later it is checked.
   *
   * @param x the input of the module
   * @param shape the shape that this input needs
   * @throws ShapeException if the model was built for another input size or element type
   * @throws IllegalStateException if the model was not built
   */
  public Tensor at(Tensor x, Shape shape) {
    return typed(x, dtype == null ? x.dtype() : dtype, shape);
  }

  /**
   * Returns the value for an input of integers, such as the indices of an {@link Embedding}, from
   * which no element type follows: it is the one that the model was built for, see {@link
   * Module#build(TensorType, DType, long)}.
   *
   * @param x the input of the module
   * @param shape the shape that this input needs
   * @throws ShapeException if the model was built for another size
   * @throws IllegalStateException if the model was not built
   */
  public Tensor atIndices(Tensor x, Shape shape) {
    DType floating = variable == null ? owner.floating() : variable.type().dtype();
    return typed(x, dtype == null ? floating : dtype, shape);
  }

  private Tensor typed(Tensor x, DType type, Shape shape) {
    Trace trace = x.trace();
    TensorType needed = new TensorType(type, shape);
    if (variable == null && trace != null && trace.mode() == Trace.Mode.BUILDING) {
      variable = declare(needed);
    }
    Variable declared = variable();
    if (!declared.type().equals(needed)) {
      throw new ShapeException(
              "is "
                  + declared.type()
                  + ", input "
                  + x.type()
                  + " needs "
                  + needed
                  + (declared.type().dtype() == needed.dtype()
                      ? "; give inputs of the size that the model was built for, or build another"
                      : "; cast the input, or build the model for " + x.dtype()))
          .at("parameter", path());
    }
    return trace == null ? declared.tensor() : declared.tensor(trace);
  }

  private Variable declare(TensorType type) {
    if (dtype == null && !type.dtype().isFloating()) {
      throw new ShapeException("input is " + type.dtype() + "; cast it to float32 before the model")
          .at("parameter", path());
    }
    return Variable.steady(path(), type);
  }

  /**
   * Returns the storage.
   *
   * @throws IllegalStateException if the model was not built
   */
  public Variable variable() {
    if (variable == null) {
      throw new IllegalStateException(
          "parameter " + path() + " has no shape yet; call build(shape, seed) on the model first");
    }
    return variable;
  }

  /** Returns how the first value is drawn, once the model is built. */
  public @Nullable Initializer initializer() {
    return initializer;
  }

  boolean buffer() {
    return buffer;
  }

  boolean declared() {
    return variable != null;
  }

  /** Throws if the forward of the owner did not ask for this parameter. */
  void requireDeclared() {
    if (variable == null) {
      throw new IllegalStateException(
          "parameter " + path() + " is never used by the forward of " + owner.type());
    }
  }

  /** Settles the default initialiser of a parameter for which its layer named none. */
  void settle(Initializer byFollower) {
    if (initializer == null) {
      initializer = byFollower;
    }
  }

  @Override
  public String toString() {
    return variable == null ? path() : variable.toString();
  }
}
