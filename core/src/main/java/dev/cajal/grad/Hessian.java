package dev.cajal.grad;

import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Second derivatives H = ∂²f/∂x² of a scalar. The product with a vector is the forward derivative
 * of the gradient, Hv = ∂/∂ε ∇f(x + εv), and costs a few evaluations of f whatever the size of x
 * (Pearlmutter 1994); the matrix takes one product for each column.
 *
 * <pre>{@code
 * List<Tensor> hv = Hessian.vectorProduct(loss, parameters, vectors);
 * }</pre>
 *
 * To form many products with one plan, compile them: see {@code dev.cajal.curvature}.
 */
public final class Hessian {

  private Hessian() {}

  /**
   * Returns H v, of the type of x.
   *
   * @param loss a tensor of one element
   * @param x a tensor upstream of it
   * @param v the vector, of the type of x
   */
  public static Tensor vectorProduct(Tensor loss, Tensor x, Tensor v) {
    return Forward.jvp(Gradients.of(loss, x).get(x), x, v);
  }

  /**
   * Returns the parts of H v that belong to each of some variables, where H holds the second
   * derivatives by all of them together.
   *
   * @param loss a tensor of one element, computed from the variables
   * @param vectors one for each variable, of its type
   */
  public static List<Tensor> vectorProduct(
      Tensor loss, List<Variable> variables, List<Tensor> vectors) {
    if (vectors.size() != variables.size()) {
      throw new IllegalArgumentException(
          "hessian: " + vectors.size() + " vectors for " + variables.size() + " variables");
    }
    Gradients gradients = Gradients.of(loss, variables);
    Map<Variable, Tensor> tangents = new HashMap<>();
    for (int i = 0; i < vectors.size(); i++) {
      tangents.put(variables.get(i), vectors.get(i));
    }
    return Forward.jvp(variables.stream().map(gradients::get).toList(), tangents);
  }

  /** Returns the whole matrix for one tensor, of the shape of x twice over; for small x. */
  public static Tensor of(Tensor loss, Tensor x) {
    return Jacobian.byColumns(Gradients.of(loss, x).get(x), x).matrix();
  }

  /**
   * Returns the whole matrix [n, n] for the n elements of some variables one after the other; for
   * small n.
   */
  public static Tensor of(Tensor loss, List<Variable> variables) {
    Gradients gradients = Gradients.of(loss, variables);
    List<Tensor> slopes = variables.stream().map(gradients::get).toList();
    List<Tensor> columns = new ArrayList<>();
    for (Variable variable : variables) {
      for (long j = 0; j < variable.type().shape().count(); j++) {
        Tensor unit = Jacobian.unit(variable.type(), j);
        List<Tensor> column =
            Forward.jvp(slopes, Map.of(variable, unit)).stream()
                .map(t -> t.reshape(-1, 1))
                .toList();
        columns.add(Tensor.concat(0, column));
      }
    }
    return Tensor.concat(1, columns);
  }
}
