package dev.cajal.labs.drawing;

import dev.cajal.grad.ReverseWalk;
import dev.cajal.grad.ReverseWalk.Step;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.graph.DrawnGraph;
import dev.cajal.viz.graph.DrawnGraph.Edge;
import dev.cajal.viz.graph.DrawnGraph.Node;
import dev.cajal.viz.graph.DrawnGraph.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small graph with the value and the gradient of each node. */
final class WalkDrawing {
  private static final int SHOWN = 4;

  private WalkDrawing() {}

  static DrawnGraph of(ReverseWalk walk) {
    return of(walk, "∂ ", Step::gradient, true);
  }

  /**
   * With tangents in place of gradients.
   *
   * @param tangents by the names of the steps
   */
  static DrawnGraph of(ReverseWalk walk, Map<String, Double> tangents) {
    return of(walk, "d ", step -> List.of(tangents.getOrDefault(step.name(), Double.NaN)), false);
  }

  private static DrawnGraph of(
      ReverseWalk walk, String prefix, Function<Step, List<Double>> derivative, boolean back) {
    List<Node> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    List<String> names = walk.steps().stream().map(Step::name).toList();
    for (Step step : walk.steps()) {
      boolean leaf = step.operation().isEmpty();
      boolean last = step.name().equals(names.getLast());
      Role role = leaf ? Role.INPUT : last ? Role.OUTPUT : Role.PLAIN;
      String label = leaf ? step.name() : step.name() + " = " + formula(step);
      nodes.add(
          new Node(
              step.name(),
              label,
              "",
              role,
              numbers(step.value()),
              prefix + numbers(derivative.apply(step))));
      step.operands().stream()
          .distinct()
          .filter(names::contains)
          .forEach(operand ->
              edges.add(back ? edge(walk, operand, step) : new Edge(operand, step.name())));
    }
    return new DrawnGraph(nodes, edges);
  }

  private static Edge edge(ReverseWalk walk, String operand, Step step) {
    long readers =
        walk.steps().stream().filter(other -> other.operands().contains(operand)).count();
    List<Integer> places =
        IntStream.range(0, step.operands().size())
            .filter(i -> step.operands().get(i).equals(operand) && !step.local().get(i).isEmpty())
            .boxed()
            .toList();
    if (readers < 2 || places.isEmpty()) {
      return new Edge(operand, step.name());
    }
    List<Double> back =
        IntStream.range(0, step.gradient().size())
            .mapToObj(k ->
                places.stream().mapToDouble(i -> step.local().get(i).get(k)).sum()
                    * step.gradient().get(k))
            .toList();
    return new Edge(operand, step.name(), "", numbers(back));
  }

  /** What a step computes, as one writes it. */
  private static String formula(Step step) {
    List<String> x = step.operands().stream().map(WalkDrawing::factor).toList();
    String one = x.getFirst();
    return switch (step.operation()) {
      case "add" -> String.join(" + ", x);
      case "sub" -> String.join(" − ", x);
      case "mul" -> String.join(" · ", x);
      case "div" -> String.join(" / ", x);
      case "neg" -> "−" + one;
      case "sigmoid" -> "σ(" + one + ")";
      case "maximum" -> "max(" + String.join(", ", x) + ")";
      case "minimum" -> "min(" + String.join(", ", x) + ")";
      default -> step.operation() + "(" + String.join(", ", x) + ")";
    };
  }

  /** A negative number within a formula stands in parentheses. */
  private static String factor(String operand) {
    return operand.startsWith("-") ? "(−" + operand.substring(1) + ")" : operand;
  }

  private static String numbers(List<Double> values) {
    String text =
        values.stream().limit(SHOWN).map(WalkDrawing::number).collect(Collectors.joining(", "));
    return values.size() == 1 ? text : "[" + text + (values.size() > SHOWN ? ", …]" : "]");
  }

  private static String number(double value) {
    if (value == 0) {
      return "0";
    }
    String text = Numbers.significant(value);
    return text.contains("e") || !text.contains(".") ? text : text.replaceAll("\\.?0+$", "");
  }
}
