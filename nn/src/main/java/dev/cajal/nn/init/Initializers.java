package dev.cajal.nn.init;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The published initialisers. The fan-in m of a weight [out, in/groups, ...] is in/groups times the
 * size of the kernel, its fan-out n is out times the size of the kernel, as in {@code
 * torch.nn.init}. For the weight of a transposed convolution see {@link #transposed}.
 *
 * <pre>{@code
 * Initializer first = Initializers.heNormal(Fan.OUT, Gains.relu());
 * }</pre>
 */
public final class Initializers {
  private Initializers() {}

  /** Returns one value for all. */
  public static Initializer constant(double value) {
    return rule("constant(" + value + ")", (target, random) -> target.fill(value));
  }

  /** Returns 0 for all. */
  public static Initializer zeros() {
    return constant(0);
  }

  /** Returns 1 for all. */
  public static Initializer ones() {
    return constant(1);
  }

  /** Returns the uniform distribution over [low, high). */
  public static Initializer uniform(double low, double high) {
    return drawn("uniform(" + low + ", " + high + ")", (t, r) -> Draws.uniform(t, r, low, high));
  }

  /** Returns the normal distribution. */
  public static Initializer normal(double mean, double deviation) {
    return drawn(
        "normal(" + mean + ", " + deviation + ")",
        (t, r) -> Draws.normal(t, r).mul(deviation).add(mean));
  }

  /**
   * Returns the normal distribution of what lies between two bounds, as {@code trunc_normal_}.
   *
   * @param low the lower bound, of the values themselves
   * @param high the upper bound
   */
  public static Initializer truncatedNormal(
      double mean, double deviation, double low, double high) {
    if (!(low < high) || !(deviation > 0)) {
      throw new IllegalArgumentException(
          "initialiser: truncatedNormal needs a positive deviation and low < high, found %s, %s, %s"
              .formatted(deviation, low, high));
    }
    return drawn(
        "truncatedNormal(" + mean + ", " + deviation + ", " + low + ", " + high + ")",
        (t, r) ->
            Draws.truncatedNormal(t, r, (low - mean) / deviation, (high - mean) / deviation)
                .mul(deviation)
                .add(mean));
  }

  /** Returns U(±√(6/(m+n))), for sigmoids and linear outputs (Glorot, Bengio 2010, eq. 16). */
  public static Initializer xavierUniform() {
    return xavierUniform(1);
  }

  /** Returns U(±gain·√(6/(m+n))), see {@link Gains}. */
  public static Initializer xavierUniform(double gain) {
    return drawn(
        named("xavierUniform", gain),
        (t, r) -> Draws.symmetric(t, r, gain * Math.sqrt(6.0 / bothFans(t))));
  }

  /** Returns N(0, 2/(m+n)) (Glorot, Bengio 2010). */
  public static Initializer xavierNormal() {
    return xavierNormal(1);
  }

  /** Returns N(0, gain²·2/(m+n)), see {@link Gains}. */
  public static Initializer xavierNormal(double gain) {
    return drawn(
        named("xavierNormal", gain),
        (t, r) -> Draws.normal(t, r).mul(gain * Math.sqrt(2.0 / bothFans(t))));
  }

  /** Returns U(±√(6/m)), for ReLU (He et al. 2015, eq. 10). */
  public static Initializer heUniform() {
    return drawn("heUniform", (t, r) -> Draws.symmetric(t, r, Math.sqrt(6.0 / Fans.in(t))));
  }

  /** Returns U(±gain·√(3/fan)), {@code kaiming_uniform_} of PyTorch; see {@link Gains}. */
  public static Initializer heUniform(Fan fan, double gain) {
    return drawn(
        "heUniform(" + fan + ", " + gain + ")",
        (t, r) -> Draws.symmetric(t, r, gain * Math.sqrt(3.0 / fan.of(t))));
  }

  /** Returns N(0, 2/m), for ReLU (He et al. 2015, eq. 10). */
  public static Initializer heNormal() {
    return drawn("heNormal", (t, r) -> Draws.normal(t, r).mul(Math.sqrt(2.0 / Fans.in(t))));
  }

  /** Returns N(0, gain²/fan), {@code kaiming_normal_} of PyTorch; see {@link Gains}. */
  public static Initializer heNormal(Fan fan, double gain) {
    return drawn(
        "heNormal(" + fan + ", " + gain + ")",
        (t, r) -> Draws.normal(t, r).mul(gain / Math.sqrt((double) fan.of(t))));
  }

  /** Returns U(±√(3/m)) (LeCun et al. 1998). */
  public static Initializer lecunUniform() {
    return drawn("lecunUniform", (t, r) -> Draws.symmetric(t, r, Math.sqrt(3.0 / Fans.in(t))));
  }

  /** Returns N(0, 1/m) (LeCun et al. 1998). */
  public static Initializer lecunNormal() {
    return drawn("lecunNormal", (t, r) -> Draws.normal(t, r).mul(Math.sqrt(1.0 / Fans.in(t))));
  }

  /**
   * Returns N(0, g²/m) with g = √2·exp(1.2/(max(m, 6) − 2.4)), with which the length of the
   * gradient walks at random through a deep net of ReLU, without drift.
   *
   * <p>Source: Sussillo and Abbott, <i>Random walk initialization for training very deep
   * feedforward networks</i>, 2014, section 3.
   */
  public static Initializer randomWalk() {
    return drawn(
        "randomWalk",
        (t, r) -> {
          long m = Fans.in(t);
          double g = Math.sqrt(2) * Math.exp(1.2 / (Math.max(m, 6) - 2.4));
          return Draws.normal(t, r).mul(g / Math.sqrt((double) m));
        });
  }

  /** Returns N(0, g²/m) with g = exp(1/(2m)), the random walk for linear units. */
  public static Initializer randomWalkLinear() {
    return drawn(
        "randomWalkLinear",
        (t, r) -> {
          long m = Fans.in(t);
          return Draws.normal(t, r).mul(Math.exp(0.5 / m) / Math.sqrt((double) m));
        });
  }

  /** Returns orthogonal matrices of gain 1. */
  public static Initializer orthogonal() {
    return orthogonal(1);
  }

  /**
   * Returns random matrices whose rows, or columns where there are fewer of them, are orthogonal
   * and of length {@code gain}; a weight [out, ...] is seen as a matrix of out rows.
   *
   * <p>Source: Saxe, McClelland and Ganguli, <i>Exact solutions to the nonlinear dynamics of
   * learning in deep linear neural networks</i>, ICLR 2014.
   */
  public static Initializer orthogonal(double gain) {
    return rule(
        named("orthogonal", gain), (target, random) -> Orthogonal.initialise(target, random, gain));
  }

  /** Returns 1 on the diagonal of a matrix, or of the centre of the kernels, and 0 elsewhere. */
  public static Initializer identity() {
    return dirac(1);
  }

  /**
   * Returns the kernels that hand on their input, group by group, as {@code dirac_}.
   *
   * @param groups of the convolution
   */
  public static Initializer dirac(int groups) {
    if (groups < 1) {
      throw new IllegalArgumentException(
          "initialiser: " + groups + " groups; at least 1 is needed");
    }
    return rule(
        groups == 1 ? "identity" : "dirac(" + groups + ")",
        (target, random) -> Identity.initialise(target, groups));
  }

  /**
   * Returns N(0, deviation²) with zeros at random rows of each column of a matrix.
   *
   * <p>Source: Martens, <i>Deep learning via Hessian-free optimization</i>, ICML 2010.
   *
   * @param sparsity the share of zeros in [0, 1]
   */
  public static Initializer sparse(double sparsity, double deviation) {
    if (!(sparsity >= 0 && sparsity <= 1)) {
      throw new IllegalArgumentException(
          "initialiser: the share of zeros must be in [0, 1], found " + sparsity);
    }
    return rule(
        "sparse(" + sparsity + ", " + deviation + ")",
        (target, random) -> Sparse.initialise(target, random, sparsity, deviation));
  }

  /**
   * Returns a rule for the weight [in, out/groups, ...] of a transposed convolution: what the rule
   * gives for the convolution [out, in/groups, ...] that has the same connections.
   *
   * @param groups of the convolution
   */
  public static Initializer transposed(Initializer rule, int groups) {
    return rule(
        "transposed " + rule,
        (target, random) -> {
          Shape shape = Fans.weight(target.type());
          Shape kernel = shape.slice(2, shape.rank());
          long in = shape.dim(0) / groups;
          long out = shape.dim(1);
          TensorType turned = target.type().with(Shape.of(groups * out, in).concat(kernel));
          Variable forward = new Variable(target.name(), turned);
          rule.initialise(forward, random);
          int[] axes = IntStream.range(0, shape.rank() + 1).toArray();
          axes[1] = 2;
          axes[2] = 1;
          Tensor grouped = forward.tensor().reshape(Shape.of(groups, out, in).concat(kernel));
          target.set(grouped.permute(axes).reshape(shape).values());
        });
  }

  private interface Draw {
    Tensor values(TensorType type, Trace random);
  }

  private static Initializer drawn(String name, Draw draw) {
    // A step writes straight into the parameter; evaluating would make two more arrays of its size.
    return rule(
        name,
        (target, random) -> {
          Assignment drawn = new Assignment(target, draw.values(target.type(), random));
          Step.compile(List.of(), List.of(), List.of(drawn)).run();
        });
  }

  private static Initializer rule(String name, Initializer body) {
    return new Rule(name, body);
  }

  /** An initialiser that summaries can name. */
  private record Rule(String name, Initializer body) implements Initializer {
    @Override
    public void initialise(Variable target, Trace random) {
      body.initialise(target, random);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static String named(String rule, double gain) {
    return gain == 1 ? rule : rule + "(" + gain + ")";
  }

  private static long bothFans(TensorType type) {
    return Math.addExact(Fans.in(type), Fans.out(type));
  }
}
