package dev.cajal.nn.saved;

import dev.cajal.backend.DType;
import dev.cajal.nn.Module;
import dev.cajal.nn.Parameter;
import dev.cajal.nn.init.Initializer;
import dev.cajal.tensor.Tensor;

/** A module of a saved model: a name for parameters and parts. What it computes is in the graph. */
class Part extends Module {
  private static final Initializer SAVED =
      (target, random) -> {
        throw new IllegalStateException(
            "parameter " + target.name() + " belongs to a saved model; load its weights");
      };

  /** Registers the parameter or buffer at a dotted path below. */
  final Parameter register(String path, boolean buffer, DType dtype) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return buffer ? buffer(path, dtype, 0) : parameter(path, SAVED);
    }
    String name = path.substring(0, dot);
    Part part = children().get(name) instanceof Part existing ? existing : child(name, new Part());
    return part.register(path.substring(dot + 1), buffer, dtype);
  }

  @Override
  protected Tensor forward(Tensor x) {
    throw new IllegalStateException(
        "'" + path() + "' is a part of a saved graph; only the whole model can be applied");
  }

  @Override
  public String type() {
    return "Part";
  }
}
