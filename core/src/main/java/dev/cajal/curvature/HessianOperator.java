package dev.cajal.curvature;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Hessian;
import dev.cajal.graph.Step;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The Hessian of a loss by variables, as products with vectors: forward over reverse mode, compiled
 * once into a plan that every product replays (Pearlmutter 1994). The elements of a vector belong
 * to the variables one after the other, row-major. Products are taken at the present values of the
 * variables, and of the batch if that is a variable as well.
 *
 * <pre>{@code
 * HessianOperator h = HessianOperator.compile(loss, model.parameters());
 * double sharpness = Lanczos.largest(h, 1).getFirst().value();
 * }</pre>
 *
 * <p>An operator is used by one thread at a time.
 */
public final class HessianOperator implements SymmetricOperator {
  private final List<Variable> directions;
  private final List<MemorySegment> buffers;
  private final Step step;
  private final int size;

  private HessianOperator(List<Variable> directions, Step step) {
    this.directions = directions;
    this.step = step;
    this.buffers = directions.stream().map(d -> Memory.allocate(d.type().bytes())).toList();
    this.size = Math.toIntExact(directions.stream().mapToLong(d -> d.type().shape().count()).sum());
  }

  /**
   * Compiles the product.
   *
   * @param loss a tensor of one element, computed from the variables
   * @param variables of which the Hessian holds the second derivatives, float64 for exact spectra
   */
  public static HessianOperator compile(Tensor loss, List<Variable> variables) {
    List<Variable> directions = new ArrayList<>();
    for (Variable variable : variables) {
      directions.add(new Variable(variable.name() + " direction", variable.type()));
    }
    List<Tensor> products =
        Hessian.vectorProduct(loss, variables, directions.stream().map(Variable::tensor).toList());
    return new HessianOperator(directions, Step.compile(products.toArray(Tensor[]::new)));
  }

  @Override
  public int size() {
    return size;
  }

  /**
   * Returns H v.
   *
   * @throws IllegalArgumentException if the length of v is not the size
   */
  @Override
  public double[] times(double[] v) {
    if (v.length != size) {
      throw new IllegalArgumentException(
          "hessian: the vector has " + v.length + " elements, the variables " + size);
    }
    int next = 0;
    for (int d = 0; d < directions.size(); d++) {
      HostArray buffer = HostArray.of(directions.get(d).type(), buffers.get(d));
      for (long i = 0; i < buffer.count(); i++) {
        buffer.set(i, v[next++]);
      }
      directions.get(d).set(buffers.get(d));
    }
    step.run();
    double[] product = new double[size];
    next = 0;
    for (int d = 0; d < directions.size(); d++) {
      TensorType type = step.type(d);
      HostArray result = HostArray.of(type, step.output(d));
      for (long i = 0; i < result.count(); i++) {
        product[next++] = result.get(i);
      }
    }
    return product;
  }
}
