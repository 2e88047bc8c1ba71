package dev.cajal.graph;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a captured graph node by node with the reference forward: no passes, no layouts, no sharing
 * of memory. Slow, and right by construction; plans are tested against it, and it finds the
 * operation that first went wrong.
 */
final class Interpreter {
  private final Capture capture;
  private final Map<Graph.Value, MemorySegment> values = new HashMap<>();

  private Interpreter(Capture capture) {
    this.capture = capture;
  }

  /** Returns the row-major values of the results. */
  static List<MemorySegment> run(Capture capture) {
    Interpreter interpreter = new Interpreter(capture);
    Graph graph = capture.graph();
    for (int v = 0; v < graph.vertices().size(); v++) {
      interpreter.compute(v);
    }
    return graph.results().stream().map(interpreter::value).toList();
  }

  /**
   * Returns the first vertex, in graph order, that turns finite operands into a value that is not.
   */
  static Optional<Graph.Vertex> firstNonFinite(Capture capture) {
    Interpreter interpreter = new Interpreter(capture);
    Graph graph = capture.graph();
    for (int v = 0; v < graph.vertices().size(); v++) {
      interpreter.compute(v);
      Graph.Vertex vertex = graph.vertices().get(v);
      for (int o = 0; o < vertex.types().size(); o++) {
        if (!interpreter.finite(new Graph.Value(v, o), vertex.types().get(o))) {
          return Optional.of(vertex);
        }
      }
    }
    return Optional.empty();
  }

  private void compute(int number) {
    Graph.Vertex vertex = capture.graph().vertices().get(number);
    if (vertex.op() instanceof Input input) {
      Capture.Source source = capture.sources().get(input.slot());
      values.put(
          new Graph.Value(number, 0),
          source.variable() == null ? source.data() : source.variable().rowMajor());
      return;
    }
    List<HostArray> inputs = new ArrayList<>();
    for (Graph.Value input : vertex.inputs()) {
      inputs.add(HostArray.of(capture.graph().type(input), value(input)));
    }
    List<HostArray> outputs = new ArrayList<>();
    for (int o = 0; o < vertex.types().size(); o++) {
      TensorType type = vertex.types().get(o);
      MemorySegment memory = Memory.allocate(type.bytes());
      values.put(new Graph.Value(number, o), memory);
      outputs.add(HostArray.of(type, memory));
    }
    vertex.op().forward(inputs, outputs);
  }

  private boolean finite(Graph.Value value, TensorType type) {
    HostArray array = HostArray.of(type, value(value));
    if (type.dtype().isFloating()) {
      for (long i = 0; i < array.count(); i++) {
        if (!Double.isFinite(array.get(i))) {
          return false;
        }
      }
    }
    return true;
  }

  private MemorySegment value(Graph.Value value) {
    MemorySegment memory = values.get(value);
    if (memory == null) {
      throw new IllegalStateException("value " + value + " was not computed");
    }
    return memory;
  }
}
