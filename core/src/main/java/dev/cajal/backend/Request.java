package dev.cajal.backend;

import java.util.List;
import java.util.Optional;

/**
 * The planner's question to a backend: with which kernel and in which layouts would you compute
 * this?
 *
 * @param operation the operation
 * @param inputs types of the inputs
 * @param outputs types of the outputs
 * @param given the layout in which each input lies; empty where it is still free, as for a
 *     parameter that no kernel has asked for yet
 * @param wanted the layout that the consumer of each output would like; empty where any will do
 */
public record Request(
    Operation operation,
    List<TensorType> inputs,
    List<TensorType> outputs,
    List<Optional<Layout>> given,
    List<Optional<Layout>> wanted) {

  /** Copies the lists. */
  public Request {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    given = List.copyOf(given);
    wanted = List.copyOf(wanted);
  }

  /** Returns a request in which every operand is row-major. */
  public static Request rowMajor(
      Operation operation, List<TensorType> inputs, List<TensorType> outputs) {
    return new Request(operation, inputs, outputs, dense(inputs), dense(outputs));
  }

  private static List<Optional<Layout>> dense(List<TensorType> types) {
    return types.stream().map(t -> Optional.of(Layout.rowMajor(t.shape()))).toList();
  }
}
