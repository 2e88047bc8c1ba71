package dev.cajal.nn.saved;

import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A graph of plain values, checked as far as it can be before shapes are known. */
final class SavedGraph {
  private final List<Line> lines;
  private final List<Update> updates;
  private final Reference output;

  /** Result {@code index} of a node. */
  private record Reference(int node, int index) {}

  /**
   * One node.
   *
   * @param at the path of the module that applied it
   * @param inputs the operands
   * @param written the node as it was read
   * @param options its options as they were read
   * @param constant what it holds, if it is a constant
   */
  private record Line(
      String op,
      String at,
      List<Reference> inputs,
      Options written,
      Options options,
      @Nullable Tensor constant) {}

  private record Update(String path, Reference value) {}

  /**
   * Checks a graph.
   *
   * @param paths the parameters that the model has
   */
  SavedGraph(Options graph, Set<String> paths) {
    List<Line> read = new ArrayList<>();
    for (Options node : graph.objects("nodes")) {
      read.add(line(node, read.size(), paths));
    }
    lines = List.copyOf(read);
    output = reference(graph, "output", graph.list("output"), lines.size());
    List<Update> kept = new ArrayList<>();
    for (Options update : graph.objects("assignments")) {
      String path = known(update, paths);
      kept.add(new Update(path, reference(update, "value", update.value("value"), lines.size())));
    }
    updates = List.copyOf(kept);
  }

  private static Line line(Options node, int place, Set<String> paths) {
    String op = node.text("op");
    Options options = node.objectOrEmpty("options");
    List<Reference> inputs = new ArrayList<>();
    Tensor constant = null;
    switch (op) {
      case "input" -> {}
      case "uniform" -> node.type();
      case "parameter" -> known(node, paths);
      case "constant" -> constant = Constants.of(node);
      default -> {
        for (Object input : node.list("in")) {
          inputs.add(reference(node, "in", input, place));
        }
        Operations.decode(op, inputs.size(), options);
      }
    }
    return new Line(op, node.textOrEmpty("at"), List.copyOf(inputs), node, options, constant);
  }

  private static String known(Options from, Set<String> paths) {
    String path = from.text("path");
    if (!paths.contains(path)) {
      throw from.wrong("path", "'" + path + "' is none of the parameters");
    }
    return path;
  }

  private static Reference reference(Options from, String name, Object value, int before) {
    if (value instanceof List<?> pair
        && pair.size() == 2
        && pair.get(0) instanceof Number node
        && pair.get(1) instanceof Number index
        && node.longValue() >= 0
        && node.longValue() < before
        && index.longValue() >= 0
        && index.longValue() <= Byte.MAX_VALUE) {
      return new Reference(node.intValue(), index.intValue());
    }
    throw from.wrong(name, "is " + value + ", expected [node, result] of an earlier node");
  }

  /** Computes the output; on a training trace, records the next values of buffers. */
  Tensor apply(Tensor x, Map<String, Tensor> parameters, BiConsumer<String, Tensor> assign) {
    Trace trace = x.trace();
    List<List<Tensor>> results = new ArrayList<>();
    for (Line line : lines) {
      results.add(
          trace == null || line.at().isEmpty()
              ? results(line, x, parameters, results)
              : trace.within(line.at(), () -> results(line, x, parameters, results)));
    }
    updates.forEach(u -> assign.accept(u.path(), at(u.value(), results)));
    return at(output, results);
  }

  private static List<Tensor> results(
      Line line, Tensor x, Map<String, Tensor> parameters, List<List<Tensor>> results) {
    long batch = x.dim(0);
    return switch (line.op()) {
      case "input" -> List.of(x);
      case "parameter" ->
          List.of(Objects.requireNonNull(parameters.get(line.written().text("path"))));
      case "constant" -> List.of(Objects.requireNonNull(line.constant()));
      case "uniform" -> List.of(uniform(x, line.written().batch(batch).type()));
      default -> {
        List<Tensor> inputs = new ArrayList<>();
        for (Reference input : line.inputs()) {
          inputs.add(at(input, results));
        }
        yield Tensor.applyAll(
            Operations.decode(line.op(), inputs.size(), line.options().batch(batch)), inputs);
      }
    };
  }

  private static Tensor uniform(Tensor x, TensorType type) {
    Trace trace = x.trace();
    if (trace == null) {
      throw new IllegalStateException("a saved graph asks for random numbers outside training");
    }
    return trace.uniform(type.dtype(), type.shape());
  }

  private static Tensor at(Reference reference, List<List<Tensor>> results) {
    List<Tensor> node = results.get(reference.node());
    if (reference.index() >= node.size()) {
      throw new IllegalArgumentException(
          "node "
              + reference.node()
              + " of the saved graph has "
              + node.size()
              + " results, number "
              + reference.index()
              + " is asked for");
    }
    return node.get(reference.index());
  }
}
