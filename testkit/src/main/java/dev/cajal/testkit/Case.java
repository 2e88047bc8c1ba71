package dev.cajal.testkit;

import dev.cajal.backend.Operation;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Constant;
import dev.cajal.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One application of an operation that a kernel must get right.
 *
 * @param label what is special about it
 * @param operation the operation
 * @param operands types and values of the operands
 * @param tolerance how far a kernel may be off
 * @param derivatives how many derivatives the operation has at these values: 0, 1, or 2 for two and
 *     more
 */
public record Case(
    String label,
    Operation operation,
    List<Operand> operands,
    Tolerance tolerance,
    int derivatives) {

  /** Copies the operands. */
  public Case {
    operands = List.copyOf(operands);
  }

  /** Returns a case without derivatives that asks for equality. */
  public static Case of(String label, Operation operation, Operand... operands) {
    return new Case(label, operation, List.of(operands), Tolerance.EXACT, 0);
  }

  /** Returns this case with another tolerance. */
  public Case within(Tolerance other) {
    return new Case(label, operation, operands, other, derivatives);
  }

  /** Returns this case with so many derivatives. */
  public Case derivatives(int count) {
    return new Case(label, operation, operands, tolerance, count);
  }

  /** Returns the types of the operands. */
  public List<TensorType> inputTypes() {
    return operands.stream().map(Operand::type).toList();
  }

  /** Returns the elements of the operands, row-major; a seed always gives the same. */
  public List<MemorySegment> inputs(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return operands.stream().map(o -> o.memory(random)).toList();
  }

  /** Returns the operands as tensors in which float32 is widened to float64. */
  public List<Tensor> wideTensors(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return operands.stream()
        .map(Operand::wide)
        .map(o -> Tensor.apply(new Constant(o.type(), o.memory(random))))
        .toList();
  }

  @Override
  public String toString() {
    return operation.name() + ": " + label;
  }
}
