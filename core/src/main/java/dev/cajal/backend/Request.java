package dev.cajal.backend;

import java.util.Collections;
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
 * @param steady for each input whether it keeps its values over many runs, as the weights of a
 *     model in use do: then a layout other than the given one costs a run nothing, only memory
 * @param threads the most threads that the kernel may use, the calling one included
 */
public record Request(
    Operation operation,
    List<TensorType> inputs,
    List<TensorType> outputs,
    List<Optional<Layout>> given,
    List<Optional<Layout>> wanted,
    List<Boolean> steady,
    int threads) {
  /** As many threads as the backend has. */
  public static final int ALL_THREADS = Integer.MAX_VALUE;

  /** Copies the lists. */
  public Request {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    given = List.copyOf(given);
    wanted = List.copyOf(wanted);
    steady = List.copyOf(steady);
  }

  /** A request with inputs that change from run to run. */
  public Request(
      Operation operation,
      List<TensorType> inputs,
      List<TensorType> outputs,
      List<Optional<Layout>> given,
      List<Optional<Layout>> wanted,
      int threads) {
    this(
        operation,
        inputs,
        outputs,
        given,
        wanted,
        Collections.nCopies(inputs.size(), false),
        threads);
  }

  /** Such a request for a kernel that uses as many threads as it likes. */
  public Request(
      Operation operation,
      List<TensorType> inputs,
      List<TensorType> outputs,
      List<Optional<Layout>> given,
      List<Optional<Layout>> wanted) {
    this(operation, inputs, outputs, given, wanted, ALL_THREADS);
  }

  /** Returns this request for a kernel that uses at most so many threads. */
  public Request threads(int most) {
    return new Request(operation, inputs, outputs, given, wanted, steady, most);
  }

  /** Returns this request with inputs of which some keep their values over many runs. */
  public Request steady(List<Boolean> inputs) {
    return new Request(operation, this.inputs, outputs, given, wanted, inputs, threads);
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
