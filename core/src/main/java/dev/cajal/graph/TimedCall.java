package dev.cajal.graph;

import dev.cajal.backend.Cost;
import dev.cajal.backend.Operation;
import dev.cajal.backend.TensorType;
import java.util.List;

/**
 * One kernel call of a plan and how long it takes.
 *
 * @param path the layer it belongs to; empty outside of layers
 * @param what what is computed, in a few words
 * @param operation the operation
 * @param kernel the name of the kernel
 * @param inputs types of its operands
 * @param outputs types of its results
 * @param update whether it runs after the guards were checked, where variables are written
 * @param micros the median time in microseconds
 */
public record TimedCall(
    String path,
    String what,
    Operation operation,
    String kernel,
    List<TensorType> inputs,
    List<TensorType> outputs,
    boolean update,
    double micros) {

  /** Copies the lists. */
  public TimedCall {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  static TimedCall of(Call call, boolean update, double micros) {
    return new TimedCall(
        call.path,
        call.what(),
        call.op,
        call.kernel.name(),
        call.operands,
        call.types,
        update,
        micros);
  }

  /** Returns this call with another time in microseconds. */
  public TimedCall taking(double time) {
    return new TimedCall(path, what, operation, kernel, inputs, outputs, update, time);
  }

  /** Returns the multiplications, and the bytes when every operand passes memory once. */
  public Cost cost() {
    return operation.cost(inputs, outputs);
  }
}
