package dev.cajal.cli;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.nn.Summary;
import dev.cajal.viz.graph.Dot;
import dev.cajal.viz.graph.DrawnGraph;
import dev.cajal.viz.graph.GraphFigure;
import dev.cajal.zoo.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a network. */
@Command(
    name = "graph",
    description = "Draw the layers of a network with their output shapes, as SVG or DOT.")
final class GraphCommand implements Callable<Integer> {
  /** What is written. */
  enum Format {
    SVG,
    DOT
  }

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "MODEL", description = "A network of the zoo.")
  private String model = "";

  @Option(
      names = "--format",
      defaultValue = "svg",
      description = "svg or dot (default: ${DEFAULT-VALUE}).")
  private Format format = Format.SVG;

  @Option(names = "--input", paramLabel = "CxHxW", description = "Another input size.")
  private @Nullable String input;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write; standard output if not given.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Network network = Models.find(model);
    Shape shape = input == null ? network.input() : Models.shape(input);
    Module module = network.create();
    module.declare(shape);
    DrawnGraph graph = drawn(Summary.of(module, shape));
    String text =
        format == Format.DOT
            ? Dot.text(graph)
            : new GraphFigure(network.title(), graph).figure().svg();
    if (out == null) {
      common.out().println(text);
    } else {
      Files.writeString(out, text, StandardCharsets.UTF_8);
      common.err().println("wrote " + out);
    }
    return 0;
  }

  /** Every layer of the summary after the one before it. */
  private static DrawnGraph drawn(Summary summary) {
    List<DrawnGraph.Node> nodes = new ArrayList<>();
    List<DrawnGraph.Edge> edges = new ArrayList<>();
    nodes.add(
        new DrawnGraph.Node(
            "input", "input", Models.sizes(summary.input()), DrawnGraph.Role.INPUT));
    String before = "input";
    for (int i = 0; i < summary.rows().size(); i++) {
      Summary.Row row = summary.rows().get(i);
      boolean last = i == summary.rows().size() - 1;
      nodes.add(
          new DrawnGraph.Node(
              row.path(),
              row.path() + " " + row.layer(),
              Models.sizes(row.output()),
              last
                  ? DrawnGraph.Role.OUTPUT
                  : row.parameters() > 0 ? DrawnGraph.Role.WEIGHTS : DrawnGraph.Role.PLAIN));
      edges.add(new DrawnGraph.Edge(before, row.path()));
      before = row.path();
    }
    return new DrawnGraph(nodes, edges);
  }
}
