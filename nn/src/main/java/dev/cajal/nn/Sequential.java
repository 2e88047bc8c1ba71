package dev.cajal.nn;

import dev.cajal.tensor.Tensor;

/**
 * Modules applied one after the other: y = fₙ(…f₂(f₁(x))). Unnamed children are called 0, 1, 2, …
 *
 * <pre>{@code
 * Module mlp = new Sequential(new Flatten(), new Linear(512), relu(), new Linear(10));
 * Module named = new Sequential().then("hidden", new Linear(512)).then("scores", new Linear(10));
 * }</pre>
 */
public final class Sequential extends Module {

  /** Creates a chain. */
  public Sequential(Module... modules) {
    for (Module module : modules) {
      then(module);
    }
  }

  /** Adds a module under the number of its place. */
  public Sequential then(Module module) {
    return then(Integer.toString(children().size()), module);
  }

  /** Adds a module under a name. */
  public Sequential then(String name, Module module) {
    child(name, module);
    return this;
  }

  @Override
  protected Tensor forward(Tensor x) {
    Tensor y = x;
    for (Module module : children().values()) {
      y = module.apply(y);
    }
    return y;
  }
}
