package dev.cajal.graph;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Operation;
import dev.cajal.backend.TensorType;
import java.util.List;

/**
 * A contraction with what follows it, while the result is still in registers: y = act(f(x, w) +
 * bias). The bias, if any, is the last operand: a vector along {@code axis} of the result.
 *
 * @param contraction a convolution or matrix product of two operands
 * @param bias whether a bias is added
 * @param axis the axis of the result along which the bias runs
 * @param relu whether max(·, 0) is applied at the end
 */
public record Epilogue(Operation contraction, boolean bias, int axis, boolean relu)
    implements Operation {

  @Override
  public String name() {
    return contraction.name() + (bias ? "+bias" : "") + (relu ? "+relu" : "");
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return contraction.infer(inputs.subList(0, 2));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray y = outputs.getFirst();
    // Before the epilogue values must not yet be rounded to the result type.
    TensorType wide = y.type().with(DType.FLOAT64);
    HostArray sum = HostArray.of(wide, Memory.allocate(wide.bytes()));
    contraction.forward(inputs.subList(0, 2), List.of(sum));
    long step = y.shape().strides()[axis];
    for (long i = 0; i < y.count(); i++) {
      double value = sum.get(i);
      if (bias) {
        value += inputs.get(2).get(i / step % y.dim(axis));
      }
      y.set(i, relu && value <= 0 ? 0 : value);
    }
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return contraction.multiplications(inputs.subList(0, 2), outputs);
  }
}
