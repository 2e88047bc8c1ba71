package dev.cajal.tensor;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.RandomUniform;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a model over tensors: whether it trains, where in the model it is, and where its
 * random numbers come from. A trace travels with the tensors that belong to it, so none of this is
 * hidden in the model or the thread. A trace is used by one thread.
 */
public final class Trace {
  private Mode mode;
  private final @Nullable Variable randomState;
  private final Deque<String> names = new ArrayDeque<>();
  private final Map<String, Integer> draws = new HashMap<>();
  private final List<Assignment> assignments = new ArrayList<>();
  private String path = "";

  private Trace(Mode mode, @Nullable Variable randomState) {
    this.mode = mode;
    this.randomState = randomState;
  }

  /** What a trace is for. */
  public enum Mode {
    /** Dropout and batch statistics are active. */
    TRAINING,
    /** Layers behave as in use. */
    EVALUATION,
    /** Layers behave as in use, except that those which draw random numbers do so. */
    SAMPLING,
    /** Shapes only: parameters are being declared and nothing may be computed. */
    BUILDING
  }

  /** Returns a trace for use of a model. */
  public static Trace evaluation() {
    return new Trace(Mode.EVALUATION, null);
  }

  /**
   * Returns a trace for use of a model in which dropout is active and nothing else of training is:
   * the spread of several such outputs says how uncertain the model is (Gal, Ghahramani 2016, Monte
   * Carlo dropout).
   *
   * @param randomState int64[2]: the seed, and the number of the sample
   */
  public static Trace sampling(Variable randomState) {
    return new Trace(Mode.SAMPLING, checked(randomState));
  }

  /** Returns an abstract trace, in which shapes are known and values are not. */
  public static Trace building() {
    return new Trace(Mode.BUILDING, null);
  }

  /**
   * Returns a trace for training. It begins at a variable that is read on it; what layers assign is
   * written by the step that is told to.
   *
   * <pre>{@code
   * Variable random = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
   * Trace trace = Trace.training(random);
   * Tensor loss = model.apply(x.tensor(trace)).square().mean(); // x is a variable
   * Step.compile(List.of(loss), List.of(loss), trace.assignments()).run(); // moves running means
   * }</pre>
   *
   * @param randomState int64[2]: the seed, and the number of the step
   */
  public static Trace training(Variable randomState) {
    return new Trace(Mode.TRAINING, checked(randomState));
  }

  private static Variable checked(Variable randomState) {
    if (!randomState.type().equals(new TensorType(DType.INT64, Shape.of(2)))) {
      throw new IllegalArgumentException(
          "the random state is int64[2] (seed, step), got " + randomState.type());
    }
    return randomState;
  }

  /** Returns what this trace is for. */
  public Mode mode() {
    return mode;
  }

  /** Returns whether dropout and batch statistics are active; an abstract trace says no. */
  public boolean training() {
    return mode == Mode.TRAINING;
  }

  /** Returns whether random numbers may be drawn, in training or sampling. */
  public boolean drawing() {
    return mode == Mode.TRAINING || mode == Mode.SAMPLING;
  }

  /** Returns the dotted path of the module being applied; empty outside. */
  public String path() {
    return path;
  }

  /** Runs a piece of the model under a name that extends the path. */
  public <T> T within(String name, Supplier<T> body) {
    String outer = path;
    names.addLast(name);
    path = String.join(".", names);
    try {
      return body.get();
    } finally {
      names.removeLast();
      path = outer;
    }
  }

  /** Runs a body at a given path, as derivatives do, which belong where their forward was. */
  public <T> T at(String place, Supplier<T> body) {
    String outer = path;
    path = place;
    try {
      return body.get();
    } finally {
      path = outer;
    }
  }

  /**
   * Runs a body in which layers behave as in use, whatever this trace is for: a teacher beside the
   * student that trains, or lower layers that are already trained. While a model is being built it
   * stays so.
   */
  public <T> T evaluating(Supplier<T> body) {
    Mode outer = mode;
    mode = outer == Mode.BUILDING ? outer : Mode.EVALUATION;
    try {
      return body.get();
    } finally {
      mode = outer;
    }
  }

  /**
   * Returns uniform random numbers in [0, 1), another stream for every path and every draw on it:
   * Philox(seed, path and draw, step, element).
   *
   * @throws IllegalStateException outside training and sampling
   */
  public Tensor uniform(DType dtype, Shape shape) {
    if (randomState == null || !drawing()) {
      throw new IllegalStateException(
          "random numbers were asked for at '"
              + path
              + "' outside a trace for training or sampling");
    }
    int draw = draws.merge(path, 1, Integer::sum);
    return Tensor.apply(
        new RandomUniform(dtype, shape, streamOf(path, draw)), randomState.tensor(this));
  }

  /**
   * Returns standard normal random numbers, from two draws of {@link #uniform}: √(−2 log(1 −
   * u))·cos(2πv) (Box and Muller 1958).
   *
   * @throws IllegalStateException outside training and sampling
   */
  public Tensor normal(DType dtype, Shape shape) {
    Tensor u = uniform(dtype, shape);
    Tensor v = uniform(dtype, shape);
    return u.neg().add(1).log().mul(-2).sqrt().mul(v.mul(2 * Math.PI).cos());
  }

  /**
   * Records the next value of a buffer, such as a running mean. Nothing is written now: whoever
   * runs the step commits it together with the parameters, or drops it.
   *
   * @throws IllegalStateException outside training
   */
  public void assign(Variable target, Tensor value) {
    if (mode != Mode.TRAINING) {
      throw new IllegalStateException(
          "variable " + target.name() + " was assigned at '" + path + "' outside a training trace");
    }
    assignments.add(new Assignment(target, value));
  }

  /** Returns what was assigned on this trace, in order. */
  public List<Assignment> assignments() {
    return List.copyOf(assignments);
  }

  /** FNV-1a, so that a stream depends on the path and nothing else. */
  private static long streamOf(String path, int draw) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < path.length(); i++) {
      hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
    }
    return (hash ^ draw) * 0x100000001b3L;
  }
}
