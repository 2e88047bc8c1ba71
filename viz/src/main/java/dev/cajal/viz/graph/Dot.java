package dev.cajal.viz.graph;

import dev.cajal.viz.Ink;
import dev.cajal.viz.Theme;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a graph in the DOT language of Graphviz. */
public final class Dot {
  private Dot() {}

  /** The graph as a directed DOT graph, top to bottom. */
  public static String text(DrawnGraph graph) {
    StringBuilder out = new StringBuilder("digraph network {\n");
    out.append("  rankdir=TB;\n");
    out.append("  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\"];\n");
    for (DrawnGraph.Node node : graph.nodes()) {
      String label =
          Stream.of(node.label(), node.detail(), node.value(), node.gradient())
              .filter(line -> !line.isEmpty())
              .collect(Collectors.joining("\n"));
      out.append("  ").append(quoted(node.id())).append(" [label=").append(quoted(label));
      out.append(", fillcolor=\"#").append(fill(node.role())).append("\"];\n");
    }
    for (DrawnGraph.Edge edge : graph.edges()) {
      out.append("  ").append(quoted(edge.from())).append(" -> ");
      out.append(quoted(edge.to()));
      if (!edge.bare()) {
        String label = edge.label() + (edge.label().isEmpty() ? "" : "\n") + edge.gradient();
        out.append(" [label=").append(quoted(label.strip())).append(']');
      }
      out.append(";\n");
    }
    return out.append("}\n").toString();
  }

  private static String quoted(String text) {
    String escaped =
        text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "").replace("\n", "\\n");
    return '"' + escaped + '"';
  }

  private static String fill(DrawnGraph.Role role) {
    Ink ink = GraphFigure.ink(role);
    int rgb = Theme.LIGHT.rgb(ink);
    int tint = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double level = rgb >> shift & 0xff;
      tint |= (int) Math.round(255 + GraphFigure.TINT * (level - 255)) << shift;
    }
    return HexFormat.of().toHexDigits(tint, 6);
  }
}
