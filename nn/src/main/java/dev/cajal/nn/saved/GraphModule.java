package dev.cajal.nn.saved;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Module;
import dev.cajal.nn.Parameter;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model that a saved graph describes. */
final class GraphModule extends Part {
  private static final int MAX_TEXT = 500;

  private final TensorType sample;
  private final Map<String, Stored> stored = new LinkedHashMap<>();
  private final SavedGraph evaluation;
  private final SavedGraph training;
  private @Nullable Module next;

  private record Stored(Parameter parameter, Shape shape) {}

  GraphModule(Options model) {
    sample = model.object("input").type();
    for (Options entry : model.objects("modules")) {
      describe(printable(entry, "path"), printable(entry, "layer"));
    }
    for (Options entry : model.objects("parameters")) {
      TensorType type = entry.type();
      String path = printable(entry, "path");
      boolean follows = type.dtype() == sample.dtype();
      Parameter parameter = register(path, entry.truth("buffer"), type.dtype(), follows);
      stored.put(path, new Stored(parameter, type.shape()));
    }
    evaluation = new SavedGraph(model.object("evaluation"), stored.keySet());
    training = new SavedGraph(model.object("training"), stored.keySet());
  }

  /** Paths and descriptions are shown on terminals and in reports. */
  private static String printable(Options entry, String name) {
    String text = entry.text(name);
    if (text.length() > MAX_TEXT) {
      throw entry.wrong(name, "has " + text.length() + " letters, which are too many");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw entry.wrong(name, "has letters that cannot be printed");
    }
    return text;
  }

  /** Applies a module at a path to what the graph puts out. */
  GraphModule then(String path, Module module) {
    attach(path, module);
    next = module;
    return this;
  }

  @Override
  protected Tensor forward(Tensor x) {
    Tensor y = graph(x);
    return next == null ? y : next.apply(y);
  }

  private Tensor graph(Tensor x) {
    Shape shape = x.shape();
    if (shape.rank() == 0 || !shape.slice(1, shape.rank()).equals(sample.shape())) {
      throw new ShapeException(
              "input is "
                  + shape
                  + ", the saved model takes samples of "
                  + sample.shape()
                  + " after the batch axis; resize the input")
          .at("graph", path());
    }
    if (x.trace() != null && x.trace().mode() == Trace.Mode.SAMPLING) {
      throw new IllegalStateException(
          "a saved model cannot be sampled: what it drops is written down for training only; sample"
              + " the model that was saved");
    }
    Map<String, Tensor> values = new LinkedHashMap<>();
    stored.forEach((path, s) -> values.put(path, s.parameter().at(x, s.shape())));
    Trace trace = training(x);
    if (trace == null) {
      return evaluation.apply(x, values, (path, value) -> {});
    }
    return training.apply(x, values, (path, value) -> trace.assign(variable(path), value));
  }

  @Override
  public String type() {
    return "SavedModel";
  }
}
