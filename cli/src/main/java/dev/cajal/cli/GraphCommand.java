package dev.cajal.cli;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.labs.drawing.Drawings;
import dev.cajal.nn.LayerGraph;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Theme;
import dev.cajal.viz.graph.Dot;
import dev.cajal.viz.graph.DrawnGraph;
import dev.cajal.viz.graph.GraphFigure;
import dev.cajal.viz.graph.RecurrentFigure;
import dev.cajal.zoo.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a network. */
@Command(
    name = "graph",
    description = {
      "Draw a network as SVG, PNG or DOT: a box a layer with its options, output shape and"
          + " parameters, joined as the data flow.",
      "Other views are its operations with their shapes, and recurrent networks folded, with loops,"
          + " or unfolded over steps."
    })
final class GraphCommand implements Callable<Integer> {
  private static final int PIXELS = 2;

  /** What is written. */
  enum Format {
    SVG,
    PNG,
    DOT
  }

  /** What is drawn. */
  enum View {
    LAYERS,
    OPERATIONS,
    FOLDED,
    UNFOLDED
  }

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "MODEL", description = "A network of the zoo.")
  private String model = "";

  @Option(
      names = "--view",
      defaultValue = "layers",
      description = "layers, operations, folded or unfolded (default: ${DEFAULT-VALUE}).")
  private View view = View.LAYERS;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many steps an unfolded network shows (default: ${DEFAULT-VALUE}).")
  private int steps = 4;

  @Option(
      names = "--format",
      description = "svg, png or dot; by the name of --out if not given, else svg.")
  private @Nullable Format format;

  @Option(names = "--dark", description = "Dark colours in a PNG; an SVG follows its reader.")
  private boolean dark;

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
    byte[] file = drawn(network.title(), module, shape);
    if (out == null) {
      common.out().println(new String(file, StandardCharsets.UTF_8));
    } else {
      Files.write(out, file);
      common.err().println("wrote " + out);
    }
    return 0;
  }

  private byte[] drawn(String title, Module module, Shape shape) {
    boolean recurrent = view == View.FOLDED || view == View.UNFOLDED;
    if (format() == Format.PNG && out == null) {
      throw new UsageException("a PNG goes to a file; name one with --out");
    }
    if (recurrent && format() == Format.DOT) {
      throw new UsageException("folded and unfolded drawings are SVG or PNG; DOT has layers");
    }
    if (steps < 1) {
      throw new UsageException("--steps " + steps + ": at least 1 is needed");
    }
    if (recurrent) {
      return image(recurrent(title, module, shape));
    }
    DrawnGraph graph =
        view == View.LAYERS
            ? Drawings.layers(LayerGraph.of(module, shape))
            : operations(module, shape);
    return format() == Format.DOT
        ? Dot.text(graph).getBytes(StandardCharsets.UTF_8)
        : image(new GraphFigure(title, graph).figure());
  }

  private Figure recurrent(String title, Module module, Shape shape) {
    try {
      RecurrentFigure figure = Drawings.recurrent(title, module, shape);
      return view == View.FOLDED ? figure.folded() : figure.unfolded(steps);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }

  private static DrawnGraph operations(Module module, Shape shape) {
    Variable x = new Variable("x", new TensorType(DType.FLOAT32, Shape.of(1).concat(shape)));
    return Drawings.operations(module.apply(x.tensor(Trace.evaluation())));
  }

  private byte[] image(Figure figure) {
    return format() == Format.PNG
        ? figure.png(dark ? Theme.DARK : Theme.LIGHT, PIXELS)
        : figure.svg().getBytes(StandardCharsets.UTF_8);
  }

  private Format format() {
    if (format != null) {
      return format;
    }
    String name = out == null ? "" : out.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".png")
        ? Format.PNG
        : name.endsWith(".dot") || name.endsWith(".gv") ? Format.DOT : Format.SVG;
  }
}
