package dev.cajal.nn.recurrent;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Parameter;
import dev.cajal.nn.init.Initializer;
import dev.cajal.nn.init.Initializers;
import dev.cajal.op.MatMul;
import dev.cajal.recurrent.Cell;
import dev.cajal.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The parameters of one cell: those of one layer in one direction. */
final class Weights {
  private final Cell cell;
  private final long hidden;
  private final Parameter input;
  private final Parameter recurrent;
  private final @Nullable Parameter inputBias;
  private final @Nullable Parameter recurrentBias;

  /**
   * Registers the parameters.
   *
   * @param suffix what follows their names, such as {@code _l0_reverse}
   */
  Weights(
      Cell cell,
      long hidden,
      boolean bias,
      String suffix,
      BiFunction<String, Initializer, Parameter> register) {
    this.cell = cell;
    this.hidden = hidden;
    input = register.apply("weight_ih" + suffix, GateWeights.input(cell));
    recurrent = register.apply("weight_hh" + suffix, GateWeights.recurrent(cell));
    inputBias = bias ? register.apply("bias_ih" + suffix, GateWeights.bias(cell)) : null;
    recurrentBias = bias ? register.apply("bias_hh" + suffix, Initializers.constant(0)) : null;
  }

  /**
   * Returns the tensor that says to which trace a step belongs: the input, unless only a state has
   * a trace, as when the first input of a decoder is a constant.
   */
  static Tensor traced(Tensor x, List<Tensor> state) {
    return x.trace() != null
        ? x
        : state.stream().filter(s -> s.trace() != null).findFirst().orElse(x);
  }

  /**
   * Returns x·Wᵢₕᵀ + bᵢₕ over the last axis of [..., in].
   *
   * @param traced a tensor of the trace of the step
   */
  Tensor projection(Tensor traced, Tensor x) {
    long in = x.dim(-1);
    Tensor w = input.at(traced, Shape.of(cell.gates() * hidden, in));
    long rows = x.shape().slice(0, x.rank() - 1).count();
    Tensor y = Tensor.apply(new MatMul(false, true), x.reshape(rows, in), w);
    if (inputBias != null) {
      y = y.add(inputBias.at(traced, gates()));
    }
    return y.reshape(x.shape().with(-1, cell.gates() * hidden));
  }

  /** Returns Wₕₕ. */
  Tensor recurrent(Tensor traced) {
    return recurrent.at(traced, Shape.of(cell.gates() * hidden, hidden));
  }

  /** Returns bₕₕ, or zeros if there is none. */
  Tensor bias(Tensor traced) {
    return recurrentBias == null
        ? Tensor.full(new TensorType(traced.dtype(), gates()), 0)
        : recurrentBias.at(traced, gates());
  }

  private Shape gates() {
    return Shape.of(cell.gates() * hidden);
  }
}
