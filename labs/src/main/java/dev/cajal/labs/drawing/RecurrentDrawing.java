package dev.cajal.labs.drawing;

import dev.cajal.backend.Shape;
import dev.cajal.nn.LayerGraph;
import dev.cajal.nn.LayerGraph.Layer;
import dev.cajal.nn.LayerGraph.Link;
import dev.cajal.nn.Module;
import dev.cajal.nn.Parameter;
import dev.cajal.nn.recurrent.Lstm;
import dev.cajal.nn.recurrent.RecurrentLayer;
import dev.cajal.viz.graph.RecurrentFigure;
import dev.cajal.viz.graph.RecurrentFigure.Stage;
import java.util.ArrayList;
import java.util.List;

/** The layers of a chain, each layer of a recurrent stack for itself. */
final class RecurrentDrawing {
  private final String title;
  private final Module model;
  private final Shape sample;

  RecurrentDrawing(String title, Module model, Shape sample) {
    this.title = title;
    this.model = model;
    this.sample = sample;
  }

  RecurrentFigure figure() {
    LayerGraph graph = LayerGraph.of(model, sample);
    requireChain(graph);
    long steps = sample.dim(0);
    List<Stage> stages = new ArrayList<>();
    for (Layer layer : graph.layers()) {
      Module module = model.modules().get(layer.name());
      boolean every = layer.output().rank() > 0 && layer.output().dim(0) == steps;
      Shape shape = layer.output();
      Shape made = every ? shape.slice(1, shape.rank()) : shape;
      String size = LayerDrawing.sizes(made);
      if (module instanceof RecurrentLayer recurrent) {
        stack(stages, layer, recurrent);
      } else if (stages.isEmpty()) {
        stages.add(Stage.plain("x", "input", size, every));
      } else {
        String name = layer.kind().isEmpty() ? layer.name() : layer.name() + " · " + layer.kind();
        String weights = module == null ? "" : weights(module);
        stages.add(new Stage(symbol(layer), name, size, weights, "", false, every));
      }
    }
    if (stages.stream().allMatch(stage -> stage.returns().isEmpty())) {
      throw new IllegalArgumentException(
          title
              + ": no layer is recurrent, so there is nothing to unfold; draw its layers instead");
    }
    return new RecurrentFigure(title, steps, stages);
  }

  private void requireChain(LayerGraph graph) {
    List<Link> chain = new ArrayList<>();
    for (int i = 1; i < graph.layers().size(); i++) {
      chain.add(new Link(graph.layers().get(i - 1).id(), graph.layers().get(i).id()));
    }
    if (!graph.links().equals(chain) || sample.rank() == 0) {
      throw new IllegalArgumentException(
          title
              + ": only a chain of layers over sequences can be unfolded; draw its layers instead");
    }
  }

  private static String symbol(Layer layer) {
    return layer.name().substring(layer.name().lastIndexOf('.') + 1);
  }

  private static String weights(Module module) {
    return module.own().stream()
        .filter(p -> p.trainable() && p.variable().type().shape().rank() > 1)
        .findFirst()
        .map(RecurrentDrawing::text)
        .orElse("");
  }

  private static void stack(List<Stage> stages, Layer layer, RecurrentLayer module) {
    List<Parameter> own = module.own();
    long bothWays = own.stream().filter(p -> name(p).endsWith("_reverse")).count();
    int number = 0;
    for (Parameter in : own) {
      if (name(in).startsWith("weight_ih") && !name(in).endsWith("_reverse")) {
        String suffix = name(in).substring("weight_ih".length());
        Parameter back = find(own, "weight_hh" + suffix);
        String name = layer.name() + " · " + module.type() + ", layer " + number++;
        long hidden = back.variable().type().shape().dim(1);
        String size = bothWays > 0 ? "2 × " + hidden : Long.toString(hidden);
        stages.add(
            new Stage(
                module instanceof Lstm ? "h, c" : "h",
                name,
                size,
                text(in),
                text(back),
                bothWays > 0,
                true));
      }
    }
  }

  private static Parameter find(List<Parameter> own, String name) {
    return own.stream().filter(p -> name(p).equals(name)).findFirst().orElseThrow();
  }

  private static String name(Parameter parameter) {
    return parameter.path().substring(parameter.path().lastIndexOf('.') + 1);
  }

  private static String text(Parameter parameter) {
    return name(parameter) + " " + LayerDrawing.sizes(parameter.variable().type().shape());
  }
}
