package dev.cajal.nn;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.init.Initializer;
import dev.cajal.nn.init.Initializers;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a model: named parameters, buffers and children, and a function of a tensor. A module
 * states only what it adds; the sizes of its inputs are inferred when the model is built.
 *
 * <pre>{@code
 * final class Block extends Module {
 *   private final Module conv = child("conv", new Conv2d(16, kernel(3).padding(1)));
 *   private final Parameter scale = parameter("scale", Initializers.constant(1));
 *
 *   @Override
 *   protected Tensor forward(Tensor x) {
 *     return conv.apply(x).relu().mul(scale.at(x, Shape.of())).add(x);
 *   }
 * }
 *
 * Module model = new Sequential(new Block(), new Flatten(), new Linear(10));
 * model.build(Shape.of(16, 32, 32), 1);
 * Tensor scores = model.apply(images); // evaluation; a training trace travels with its tensors
 * }</pre>
 */
public abstract class Module {
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, Module> children = new LinkedHashMap<>();
  private final List<Call> calls = new ArrayList<>();
  private @Nullable Module parent;
  private String name = "";
  private DType floating = DType.FLOAT32;

  /** Creates a module without parts. */
  protected Module() {}

  /** One application of this module while the model was built. */
  record Call(Tensor input, Tensor output) {}

  /**
   * Computes the output. Call children by {@link #apply}, never by their {@code forward}, so that
   * errors, streams of random numbers and summaries know where they are.
   */
  protected abstract Tensor forward(Tensor x);

  /**
   * Applies this module.
   *
   * @param x the input, batch first
   * @throws dev.cajal.backend.ShapeException if the input does not fit
   */
  public final Tensor apply(Tensor x) {
    return applied(x, () -> forward(x), y -> y);
  }

  /**
   * Runs a function under the path of this module, if it takes or gives more than one tensor.
   *
   * @param x the main input
   * @param body the function
   * @param output finds the main output in what the function returns
   */
  protected final <T> T applied(Tensor x, Supplier<T> body, Function<T, Tensor> output) {
    Trace trace = x.trace();
    if (trace == null) {
      return body.get();
    }
    T y = name.isEmpty() ? body.get() : trace.within(name, body);
    if (trace.mode() == Trace.Mode.BUILDING) {
      calls.add(new Call(x, output.apply(y)));
    }
    return y;
  }

  // What constructors say.

  /** Registers a parameter; weights are drawn by what follows them, see {@link #build}. */
  protected final Parameter parameter(String name) {
    return register(name, new Parameter(this, name, false, null, null));
  }

  /** Registers a parameter whose first value an initialiser draws. */
  protected final Parameter parameter(String name, Initializer initializer) {
    return register(name, new Parameter(this, name, false, null, initializer));
  }

  /** Registers a parameter of a fixed element type, whatever the input is. */
  protected final Parameter parameter(String name, DType dtype, Initializer initializer) {
    return register(name, new Parameter(this, name, false, dtype, initializer));
  }

  /** Registers a value that training does not change by gradients, such as a running mean. */
  protected final Parameter buffer(String name, double initial) {
    return register(name, new Parameter(this, name, true, null, Initializers.constant(initial)));
  }

  /** Registers a buffer whose first value an initialiser gives, such as fixed codes. */
  protected final Parameter buffer(String name, Initializer initializer) {
    return register(name, new Parameter(this, name, true, null, initializer));
  }

  /** Registers a buffer of a fixed element type, such as a count. */
  protected final Parameter buffer(String name, DType dtype, double initial) {
    return register(name, new Parameter(this, name, true, dtype, Initializers.constant(initial)));
  }

  /**
   * Registers a child and returns it. To share one, apply it twice.
   *
   * @throws IllegalArgumentException if the name is taken, or the child has a parent or is built
   */
  protected final <M extends Module> M child(String name, M module) {
    check(name);
    Module child = module;
    Composition.requireFree(child, name, child.parent != null || child == this);
    child.parent = this;
    child.name = name;
    children.put(name, module);
    return module;
  }

  /** Makes the parts of another module those of this one too; they keep their paths. */
  final void adopt(Module other) {
    children.putAll(other.children);
    parameters.putAll(other.parameters);
  }

  private Parameter register(String name, Parameter parameter) {
    check(name);
    parameters.put(name, parameter);
    return parameter;
  }

  private void check(String name) {
    boolean taken = parameters.containsKey(name) || children.containsKey(name);
    Composition.requireName(this, name, taken);
  }

  /** Returns the trace of a tensor if it trains, else null. */
  protected static @Nullable Trace training(Tensor x) {
    Trace trace = x.trace();
    return trace != null && trace.training() ? trace : null;
  }

  // Building.

  /**
   * Infers every shape for float32 samples and draws the first values of the parameters.
   *
   * <p>A weight for which its layer names no initialiser is drawn uniformly: He if a function like
   * ReLU follows it (through normalisation, pooling and reshaping), else Xavier. The numbers depend
   * on the seed and the path of the parameter alone.
   *
   * @param sample the shape of one sample, without the batch
   * @param seed the seed of all random numbers
   * @return this module
   * @throws dev.cajal.backend.ShapeException if layers do not fit each other, naming path, both
   *     shapes and the likely mend
   */
  public final Module build(Shape sample, long seed) {
    return build(sample, DType.FLOAT32, seed);
  }

  /**
   * Infers every shape for samples of an element type, and draws the first values. Parameters have
   * the type of the samples, or float32 where those are integers.
   */
  public final Module build(Shape sample, DType dtype, long seed) {
    declare(new TensorType(dtype, sample));
    initialise(seed);
    return this;
  }

  /**
   * Infers every shape, and draws the first values.
   *
   * <pre>{@code
   * model.build(new TensorType(DType.INT64, Shape.of(20)), DType.FLOAT64, 1); // 20 words
   * }</pre>
   *
   * @param sample the type of one sample, without the batch
   * @param floating the type of parameters of layers whose input is integers, such as {@link
   *     Embedding}; a layer whose input is floating follows its input
   * @param seed the seed of all random numbers
   */
  public final Module build(TensorType sample, DType floating, long seed) {
    declare(sample, floating);
    initialise(seed);
    return this;
  }

  /**
   * Infers every shape for float32 samples without touching memory: enough for a summary of a huge
   * model.
   *
   * @param sample the shape of one sample, without the batch
   * @return the shape of the output for one sample
   */
  public final Shape declare(Shape sample) {
    return declare(new TensorType(DType.FLOAT32, sample));
  }

  /**
   * Infers every shape for samples of a type, given without the batch, as {@link #declare(Shape)}.
   */
  public final Shape declare(TensorType sample) {
    return declare(sample, sample.dtype().isFloating() ? sample.dtype() : DType.FLOAT32);
  }

  private Shape declare(TensorType sample, DType floating) {
    if (!floating.isFloating()) {
      throw new IllegalArgumentException(
          type() + ": parameters cannot be " + floating + "; choose float32 or float64");
    }
    this.floating = floating;
    Shape output = trace(sample.with(Shape.of(2).concat(sample.shape()))).shape();
    return output.slice(1, output.rank());
  }

  /** Applies the module abstractly and returns the output, at the end of the traced graph. */
  final Tensor trace(TensorType input) {
    visit(m -> m.calls.clear());
    Tensor y = apply(new Variable("input", input).tensor(Trace.building()));
    everyParameter(Parameter::requireDeclared);
    Followers followers = new Followers(y);
    everyParameter(p -> p.settle(followers.initializer(p.variable())));
    return y;
  }

  /**
   * Draws the first values again.
   *
   * @throws IllegalStateException if no shapes are known
   */
  public final void initialise(long seed) {
    FirstValues values = new FirstValues(seed);
    everyParameter(values::draw);
  }

  // Looking in.

  /** Returns the dotted path from the outermost module, for which it is empty. */
  public final String path() {
    if (parent == null) {
      return name;
    }
    String outer = parent.path();
    return outer.isEmpty() ? name : outer + "." + name;
  }

  /** Returns the name of the kind of module, as in summaries. */
  public String type() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty() ? "Module" : simple;
  }

  /** Returns the direct children by name. */
  public final Map<String, Module> children() {
    return Collections.unmodifiableMap(children);
  }

  /** Returns this module and all below it by path, outer ones first. */
  public final Map<String, Module> modules() {
    Map<String, Module> all = new LinkedHashMap<>();
    visit(m -> all.put(m.path(), m));
    return Collections.unmodifiableMap(all);
  }

  /**
   * Returns the module at a path.
   *
   * @throws IllegalArgumentException if there is none
   */
  public final Module module(String path) {
    return found(modules(), "module", path);
  }

  /**
   * Returns the parameter or buffer at a path.
   *
   * @throws IllegalArgumentException if there is none
   * @throws IllegalStateException if the model was not built
   */
  public final Variable variable(String path) {
    return found(state(), "parameter or buffer", path);
  }

  private <T> T found(Map<String, T> parts, String kind, String path) {
    T part = parts.get(path);
    if (part == null) {
      throw new IllegalArgumentException(
          type() + " has no " + kind + " '" + path + "'; it has " + parts.keySet());
    }
    return part;
  }

  /** Returns the variables that training changes, here and below; named by their paths. */
  public final List<Variable> parameters() {
    return select(Parameter::trainable);
  }

  /** Returns the variables that only {@link Trace#assign} changes, here and below. */
  public final List<Variable> buffers() {
    return select(Parameter::buffer);
  }

  /** Returns everything that must be saved: parameters, frozen or not, and buffers, by path. */
  public final Map<String, Variable> state() {
    Map<String, Variable> all = new LinkedHashMap<>();
    everyParameter(p -> all.put(p.path(), p.variable()));
    return Collections.unmodifiableMap(all);
  }

  /** Excludes the parameters here and below from training. */
  public final void freeze() {
    everyParameter(p -> p.freeze(true));
  }

  /**
   * Excludes parameters from training; below the first that is trained, nothing is differentiated.
   *
   * @param pattern of their paths, see {@link PathPattern}; an error if there are none
   */
  public final void freeze(String pattern) {
    Map<String, Parameter> all = new LinkedHashMap<>();
    everyParameter(p -> all.put(p.path(), p));
    all.values().removeIf(Parameter::buffer);
    List<String> paths = new PathPattern(pattern).among(all.keySet());
    paths.forEach(path -> found(all, "parameter", path).freeze(true));
  }

  /** Lets the parameters here and below be trained again. */
  public final void unfreeze() {
    everyParameter(p -> p.freeze(false));
  }

  /**
   * Returns the type of parameters of layers whose input is integers; the outermost module knows.
   */
  final DType floating() {
    return parent == null ? floating : parent.floating();
  }

  final List<Call> calls() {
    return calls;
  }

  /** Returns the parameters and buffers of this module alone. */
  public final List<Parameter> own() {
    return List.copyOf(parameters.values());
  }

  private List<Variable> select(Predicate<Parameter> wanted) {
    List<Variable> found = new ArrayList<>();
    everyParameter(p -> {
      if (wanted.test(p)) {
        found.add(p.variable());
      }
    });
    return found;
  }

  private void everyParameter(Consumer<Parameter> action) {
    visit(m -> m.parameters.values().forEach(action));
  }

  private void visit(Consumer<Module> action) {
    action.accept(this);
    children.values().forEach(c -> c.visit(action));
  }

  /** Returns the kind of module and its options in one line. */
  @Override
  public String toString() {
    return type();
  }
}
