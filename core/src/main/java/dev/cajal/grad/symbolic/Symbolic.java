package dev.cajal.grad.symbolic;

import dev.cajal.grad.Gradients;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.Map;

/**
 * Symbolic differentiation from the graph itself. The graph of a small computation is read as
 * formulas, one for each element; its derivative is the graph that reverse mode builds, read in the
 * same way, so that there is one set of rules and not two. While reading, formulas are simplified.
 *
 * <pre>{@code
 * Tensor x = Tensor.of(Shape.of(), 0.5);
 * Tensor j = x.square().sin().add(x.square().mul(3)).cos();
 * Symbolic symbolic = Symbolic.naming(Map.of("x", x));
 * symbolic.formula(j); // cos(sin(x²) + 3x²)
 * symbolic.derivative(j, x); // -sin(sin(x²) + 3x²)·(2x·cos(x²) + 6x)
 * }</pre>
 *
 * <p>Elementwise functions, sums, maxima, softmax, matrix products, and what moves or averages
 * elements can be read. Variables bear their names; elements of a tensor have an index, {@code w[0,
 * 1]}; a constant that was not named is a number. A tensor that was evaluated may have forgotten
 * how it was computed and then is a number as well, so read formulas first.
 */
public final class Symbolic {
  private final Map<String, Tensor> names;
  private final Reader reader;

  private Symbolic(Map<String, Tensor> names, Algebra algebra) {
    this.names = Map.copyOf(names);
    this.reader = new Reader(this.names, algebra);
  }

  /** Returns a reader for which some tensors are symbols. */
  public static Symbolic naming(Map<String, Tensor> names) {
    return new Symbolic(names, new Simplifier());
  }

  /** Returns the same reader without simplification: what blind application of the rules gives. */
  public Symbolic unsimplified() {
    return new Symbolic(names, new Algebra());
  }

  /**
   * Returns the formula of a tensor of one element.
   *
   * @throws IllegalArgumentException if it has more elements, or an operation has no formula here
   */
  public Expression formula(Tensor y) {
    return single(y);
  }

  /** Returns the formula of each element, row-major. */
  public List<Expression> formulas(Tensor y) {
    return reader.read(y);
  }

  /** Returns the formula of dy/dx for y and x of one element. */
  public Expression derivative(Tensor y, Tensor x) {
    return single(Gradients.of(y, x).get(x));
  }

  /** Returns the formulas of ∂y/∂x for y of one element: one for each element of x. */
  public List<Expression> gradient(Tensor y, Tensor x) {
    return reader.read(Gradients.of(y, x).get(x));
  }

  /** Returns the formulas of ∂y/∂x for y of one element: one for each element of a variable. */
  public List<Expression> gradient(Tensor y, Variable x) {
    return reader.read(Gradients.of(y, List.of(x)).get(x));
  }

  private Expression single(Tensor y) {
    if (y.shape().count() != 1) {
      throw new IllegalArgumentException(
          "symbolic: one formula was asked for, the tensor is " + y.type() + "; ask for formulas");
    }
    return reader.read(y).getFirst();
  }
}
