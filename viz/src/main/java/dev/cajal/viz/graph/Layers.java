package dev.cajal.viz.graph;

import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.core.util.ElkUtil;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Where ELK puts the parts of a graph. The only place that knows ELK; it asks for no list of EMF,
 * whose module has no stable name.
 *
 * @param boxes one a node, in the order of the nodes
 * @param routes one an edge, in the order of the edges, from its source to its target
 */
record Layers(double width, double height, List<Box> boxes, List<List<Point>> routes) {

  /** A node's place. */
  record Box(double x, double y, double width, double height) {}

  static Layers of(DrawnGraph graph) {
    // Registers how ELK copies its option values; without it the first layout fails.
    LayoutMetaDataService.getInstance();
    ElkNode root = ElkGraphUtil.createGraph();
    root.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
    root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE, 28.0);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 26.0);
    root.setProperty(LayeredOptions.PADDING, new ElkPadding(4, 20, 20, 20));
    root.setProperty(LayeredOptions.RANDOM_SEED, 1);
    Map<String, ElkNode> byId = new HashMap<>();
    List<ElkNode> nodes = new ArrayList<>();
    for (DrawnGraph.Node node : graph.nodes()) {
      ElkNode placed = ElkGraphUtil.createNode(root);
      double text = Math.max(Font.STRONG.width(node.label()), Font.SMALL.width(node.detail()));
      placed.setDimensions(Math.max(110, Math.ceil(text) + 28), node.detail().isEmpty() ? 32 : 46);
      byId.put(node.id(), placed);
      nodes.add(placed);
    }
    List<ElkEdge> edges = new ArrayList<>();
    for (DrawnGraph.Edge edge : graph.edges()) {
      edges.add(ElkGraphUtil.createSimpleEdge(byId.get(edge.from()), byId.get(edge.to())));
    }
    new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
    return new Layers(
        root.getWidth(),
        root.getHeight(),
        nodes.stream().map(n -> new Box(n.getX(), n.getY(), n.getWidth(), n.getHeight())).toList(),
        edges.stream().map(Layers::route).toList());
  }

  private static List<Point> route(ElkEdge edge) {
    return ElkUtil.createVectorChain(ElkGraphUtil.firstEdgeSection(edge, false, false)).stream()
        .map(bend -> new Point(bend.x, bend.y))
        .toList();
  }
}
