package dev.cajal.labs.drawing;

import dev.cajal.grad.Topology;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Reshape;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Read;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.graph.DrawnGraph;
import dev.cajal.viz.graph.DrawnGraph.Edge;
import dev.cajal.viz.graph.DrawnGraph.Role;
import java.util.ArrayList;
import java.util.List;

/** Operations as boxes. */
final class OperationDrawing {
  private OperationDrawing() {}

  static DrawnGraph of(Tensor result) {
    List<DrawnGraph.Node> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    for (Node node : Topology.order(List.of(result))) {
      if (node.tracked() && (node == result.node() || !repeats(node))) {
        nodes.add(box(node, node == result.node()));
        for (Tensor operand : node.inputs()) {
          Tensor read = original(operand);
          if (read.node().tracked()) {
            edges.add(new Edge(id(read.node()), id(node), LayerDrawing.sizes(read.shape()), ""));
          }
        }
      }
    }
    return new DrawnGraph(nodes, edges.stream().distinct().toList());
  }

  /** Whether a node only brings a parameter or a number to the shape of what it meets. */
  private static boolean repeats(Node node) {
    return node.op() instanceof Broadcast
        || (node.op() instanceof Reshape && isParameter(node.inputs().getFirst().node()));
  }

  private static boolean isParameter(Node node) {
    return node.op() instanceof Read read && !first(read);
  }

  private static Tensor original(Tensor tensor) {
    Tensor read = tensor;
    while (repeats(read.node())) {
      read = read.node().inputs().getFirst();
    }
    return read;
  }

  private static DrawnGraph.Node box(Node node, boolean last) {
    if (node.op() instanceof Read read) {
      Role role = node.path().isEmpty() && first(read) ? Role.INPUT : Role.WEIGHTS;
      return new DrawnGraph.Node(id(node), read.variable().name(), "", role);
    }
    return new DrawnGraph.Node(
        id(node), node.op().name(), node.path(), last ? Role.OUTPUT : Role.PLAIN);
  }

  private static boolean first(Read read) {
    return !read.variable().name().contains(".");
  }

  private static String id(Node node) {
    return "n" + node.id();
  }
}
