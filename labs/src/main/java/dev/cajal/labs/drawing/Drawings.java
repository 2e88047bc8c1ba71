package dev.cajal.labs.drawing;

import dev.cajal.backend.Shape;
import dev.cajal.grad.ReverseWalk;
import dev.cajal.nn.LayerGraph;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.graph.DrawnGraph;
import dev.cajal.viz.graph.GraphFigure;
import dev.cajal.viz.graph.RecurrentFigure;
import java.util.Map;

/**
 * Draws models and small computations.
 *
 * <pre>{@code
 * Module model = Zoo.create("vgg16", 1000);
 * DrawnGraph graph = Drawings.layers(LayerGraph.of(model, Shape.of(3, 224, 224)));
 * Files.writeString(path, new GraphFigure("VGG-16", graph).figure().svg());
 * }</pre>
 */
public final class Drawings {
  private Drawings() {}

  /** A box a layer: name, options, output shape, parameters. */
  public static DrawnGraph layers(LayerGraph graph) {
    return LayerDrawing.of(graph);
  }

  /**
   * A box an operation, with shapes beside the arrows. Numbers that formulas contain are left out.
   *
   * @param result a tensor that is not evaluated yet, such as the output of a model for a variable
   */
  public static DrawnGraph operations(Tensor result) {
    return OperationDrawing.of(result);
  }

  /**
   * A box a step of a small computation, with its value and with the gradient of the result. Where
   * several steps read one, each arrow says what flows back along it; the node has the sum.
   *
   * @param title above the drawing
   */
  public static Figure walk(String title, ReverseWalk walk) {
    return new GraphFigure(title, WalkDrawing.of(walk)).figure();
  }

  /**
   * The same with derivatives along a direction in place of gradients.
   *
   * @param tangents the derivative of each step, by its name
   */
  public static Figure walk(String title, ReverseWalk walk, Map<String, Double> tangents) {
    return new GraphFigure(title, WalkDrawing.of(walk, tangents), GraphFigure.Derivatives.TANGENTS)
        .figure();
  }

  /**
   * A model with recurrent layers, to be drawn folded or unfolded.
   *
   * @param title above the drawing
   * @param model a chain of layers, at least one of them recurrent
   * @param sample the shape of one sample, whose first axis is the steps
   * @throws IllegalArgumentException if the model is no such chain
   */
  public static RecurrentFigure recurrent(String title, Module model, Shape sample) {
    return new RecurrentDrawing(title, model, sample).figure();
  }
}
