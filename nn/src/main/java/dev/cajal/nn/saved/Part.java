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

  private String layer = "Part";

  /**
   * Registers the parameter or buffer at a dotted path below.
   *
   * @param follows whether a parameter has the type of the input
   */
  final Parameter register(String path, boolean buffer, DType dtype, boolean follows) {
    int dot = path.lastIndexOf('.');
    Part part = dot < 0 ? this : part(path.substring(0, dot));
    String name = path.substring(dot + 1);
    if (buffer) {
      return part.buffer(name, dtype, 0);
    }
    return follows ? part.parameter(name, SAVED) : part.parameter(name, dtype, SAVED);
  }

  /** Makes a module of any kind the part at a dotted path below. */
  final void attach(String path, Module module) {
    int dot = path.lastIndexOf('.');
    Part part = dot < 0 ? this : part(path.substring(0, dot));
    part.child(path.substring(dot + 1), module);
  }

  /** Says what kind of layer the part at a dotted path was. */
  final void describe(String path, String text) {
    part(path).layer = text;
  }

  private Part part(String path) {
    Part part = this;
    for (String name : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
      part =
          part.children().get(name) instanceof Part existing
              ? existing
              : part.child(name, new Part());
    }
    return part;
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

  @Override
  public String toString() {
    return layer;
  }
}
