package dev.cajal.tensor;

import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One application of an operation in the computation graph: what was applied to what, where in the
 * model, and, once evaluated, the values.
 */
public final class Node {
  private static final AtomicLong COUNT = new AtomicLong();

  private final long id = COUNT.getAndIncrement();
  private final Op op;
  private List<Tensor> inputs;
  private final List<TensorType> types;
  private final @Nullable Trace trace;
  private final String path;
  private final boolean tracked;
  private @Nullable List<MemorySegment> values;
  private boolean forgotten;

  Node(Op op, List<Tensor> inputs, List<TensorType> types, @Nullable Trace trace) {
    this.op = op;
    this.inputs = inputs;
    this.types = List.copyOf(types);
    this.trace = trace;
    this.path = trace == null ? "" : trace.path();
    this.tracked = op instanceof Read || inputs.stream().anyMatch(t -> t.node().tracked);
  }

  /** Returns a number that grows with the order of creation; operands come before their users. */
  public long id() {
    return id;
  }

  /** Returns the operation. */
  public Op op() {
    return op;
  }

  /** Returns the operands; empty for a leaf and for a node that has forgotten them. */
  public synchronized List<Tensor> inputs() {
    return inputs;
  }

  /** Returns the types of the results. */
  public List<TensorType> types() {
    return types;
  }

  /** Returns the trace that this node belongs to, if any. */
  public @Nullable Trace trace() {
    return trace;
  }

  /** Returns the path of the module that applied the operation, such as {@code features.3}. */
  public String path() {
    return path;
  }

  /** Returns whether a variable lies upstream, so that a gradient may still be asked for. */
  public boolean tracked() {
    return tracked;
  }

  /** Returns the results as tensors. */
  public List<Tensor> outputs() {
    return IntStream.range(0, types.size()).mapToObj(i -> new Tensor(this, i)).toList();
  }

  /** Returns the row-major values of the results, or null before evaluation. */
  public synchronized @Nullable List<MemorySegment> values() {
    return values;
  }

  /**
   * Records the values, one row-major segment for each result. A node without a variable upstream
   * then forgets its operands, so that a long computation does not hold on to its past.
   */
  public synchronized void evaluated(List<MemorySegment> results) {
    values = List.copyOf(results);
    if (!tracked && !inputs.isEmpty()) {
      inputs = List.of();
      forgotten = true;
    }
  }

  /** Returns whether this node had operands and has forgotten them. */
  public synchronized boolean forgotten() {
    return forgotten;
  }
}
