package dev.cajal.nn.saved;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Topology;
import dev.cajal.nn.Module;
import dev.cajal.op.RandomUniform;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Constant;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Read;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Traces a model once and writes its graph down as plain values. Nothing is computed. */
final class Recorder {
  private static final int MAX_CONSTANT = 4096;

  private final Map<Variable, String> parameters = new HashMap<>();
  private final Variable input;
  private final Variable random = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
  private final Map<Node, Integer> places = new HashMap<>();
  private final List<Object> nodes = new ArrayList<>();

  private Recorder(Module model, TensorType type) {
    model.state().forEach((path, variable) -> parameters.put(variable, path));
    input = new Variable("input", type);
  }

  /** Returns the graph of one batch size, in training or not. */
  static Map<String, Object> record(Module model, TensorType type, boolean training) {
    return record(model, type, training, Cut.NONE);
  }

  /** Returns a part of that graph. */
  static Map<String, Object> record(Module model, TensorType type, boolean training, Cut cut) {
    Recorder recorder = new Recorder(model, type);
    Trace trace = training ? Trace.training(recorder.random) : Trace.evaluation();
    Tensor output = cut.end(model.apply(recorder.input.tensor(trace)));
    return recorder.graph(output, cut.assignments(output, trace.assignments()));
  }

  private Map<String, Object> graph(Tensor output, List<Assignment> assignments) {
    List<Tensor> roots = new ArrayList<>(List.of(output));
    assignments.forEach(a -> roots.add(a.value()));
    for (Node node : Topology.order(roots)) {
      if (node.op() instanceof Read read && read.variable() == random) {
        continue;
      }
      Map<String, Object> written = written(node);
      if (!node.path().isEmpty() && !(node.op() instanceof Read)) {
        written.put("at", node.path());
      }
      places.put(node, nodes.size());
      nodes.add(written);
    }
    List<Object> kept = new ArrayList<>();
    for (Assignment assignment : assignments) {
      kept.add(
          Options.of("path", path(assignment.target()), "value", reference(assignment.value())));
    }
    return Options.of("nodes", nodes, "output", reference(output), "assignments", kept);
  }

  private Map<String, Object> written(Node node) {
    return switch (node.op()) {
      case Read read when read.variable() == input -> Options.of("op", "input");
      case Read read -> Options.of("op", "parameter", "path", path(read.variable()));
      case Constant constant -> constant(constant, node.path());
      case RandomUniform uniform ->
          Options.of("op", "uniform", "dtype", uniform.dtype(), "shape", uniform.shape());
      default -> {
        Map<String, Object> options = Operations.encode(node.op(), node.path());
        Map<String, Object> written =
            Options.of(
                "op", node.op().name(), "in", node.inputs().stream().map(this::reference).toList());
        if (!options.isEmpty()) {
          written.put("options", options);
        }
        yield written;
      }
    };
  }

  private List<Integer> reference(Tensor tensor) {
    return List.of(places.getOrDefault(tensor.node(), -1), tensor.index());
  }

  private String path(Variable variable) {
    String path = parameters.get(variable);
    if (path == null) {
      throw new IllegalArgumentException(
          "the model uses variable " + variable + ", which is none of its parameters and buffers");
    }
    return path;
  }

  private static Map<String, Object> constant(Constant constant, String path) {
    TensorType type = constant.type();
    if (type.shape().count() > MAX_CONSTANT) {
      throw new IllegalArgumentException(
          "the constant "
              + type
              + " at '"
              + path
              + "' is too large for a graph; register it as a buffer, to be saved with the"
              + " weights");
    }
    HostArray array = HostArray.of(type, constant.memory());
    List<Object> values = new ArrayList<>();
    for (long i = 0; i < array.count(); i++) {
      Object value = type.dtype().isFloating() ? array.get(i) : (Number) array.getLong(i);
      values.add(value);
    }
    return Options.of(
        "op", "constant", "dtype", type.dtype(), "shape", type.shape(), "values", values);
  }
}
