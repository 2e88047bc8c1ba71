package dev.cajal.graph;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Operation;
import dev.cajal.backend.TensorType;
import dev.cajal.op.MatMul;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that reads a matrix product, which is computed piece by piece where it is read and
 * never stored: the update of a large weight matrix by a gradient of few terms passes over the
 * weights and the state of the optimizer once, and over nothing else. The operands are the two
 * factors, then the operands of the program without the product.
 *
 * @param product the product
 * @param program what is computed with it, over the domain of its result
 * @param operand the operand of the program that is the product
 */
public record FusedProduct(MatMul product, Fused program, int operand) implements Operation {

  @Override
  public String name() {
    return product.name() + "+" + program;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType result = product.infer(inputs.subList(0, 2)).getFirst();
    return program.infer(operands(inputs, result));
  }

  /** Returns the operands of the program, given those of this operation and the product. */
  public <T> List<T> operands(List<T> inputs, T result) {
    List<T> operands = new ArrayList<>(inputs.subList(2, inputs.size()));
    operands.add(operand, result);
    return operands;
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    List<TensorType> factors = inputs.subList(0, 2).stream().map(HostArray::type).toList();
    // Inside the program the product is not yet rounded.
    TensorType wide = product.infer(factors).getFirst().with(DType.FLOAT64);
    HostArray result = HostArray.of(wide, Memory.allocate(wide.bytes()));
    product.forward(inputs.subList(0, 2), List.of(result));
    program.forward(operands(inputs, result), outputs);
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    List<TensorType> factors = inputs.subList(0, 2);
    List<TensorType> results = product.infer(factors);
    return Math.addExact(
        product.multiplications(factors, results),
        program.multiplications(operands(inputs, results.getFirst()), outputs));
  }
}
