package dev.cajal.labs.gradients;

import dev.cajal.grad.ReverseWalk;
import dev.cajal.grad.ReverseWalk.Step;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.graph.DrawnGraph;
import dev.cajal.viz.graph.DrawnGraph.Edge;
import dev.cajal.viz.graph.DrawnGraph.Node;
import dev.cajal.viz.graph.DrawnGraph.Role;
import dev.cajal.viz.graph.GraphFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A small graph with the value and the gradient of each node. */
final class WalkFigure {
  private WalkFigure() {}

  static Figure of(String title, ReverseWalk walk) {
    List<Node> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    List<String> names = walk.steps().stream().map(Step::name).toList();
    for (Step step : walk.steps()) {
      boolean leaf = step.operation().isEmpty();
      boolean last = step.name().equals(names.getLast());
      Role role = leaf ? Role.INPUT : last ? Role.OUTPUT : Role.PLAIN;
      nodes.add(new Node(step.name(), label(step, names), detail(step), role));
      step.operands().stream()
          .distinct()
          .filter(names::contains)
          .forEach(operand -> edges.add(new Edge(operand, step.name())));
    }
    return new GraphFigure(title, new DrawnGraph(nodes, edges)).figure();
  }

  private static String label(Step step, List<String> names) {
    if (step.operation().isEmpty()) {
      return step.name();
    }
    String constants =
        step.operands().stream()
            .filter(operand -> !names.contains(operand))
            .collect(Collectors.joining(", "));
    return step.name() + " = " + step.operation() + (constants.isEmpty() ? "" : " " + constants);
  }

  private static String detail(Step step) {
    return "value " + numbers(step.value()) + ", gradient " + numbers(step.gradient());
  }

  private static String numbers(List<Double> values) {
    String text =
        values.stream().limit(4).map(Numbers::significant).collect(Collectors.joining(", "));
    return values.size() == 1 ? text : "[" + text + (values.size() > 4 ? ", …]" : "]");
  }
}
