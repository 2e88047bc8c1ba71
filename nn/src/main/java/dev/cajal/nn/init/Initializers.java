package dev.cajal.nn.init;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;

/**
 * The published initialisers. The fan-in m of a weight [out, in, ...] is in times the size of the
 * kernel, its fan-out n is out times the size of the kernel.
 */
public final class Initializers {
  private Initializers() {}

  /** Returns one value for all. */
  public static Initializer constant(double value) {
    return new Rule("constant(" + value + ")") {
      @Override
      public void initialise(Variable target, Trace random) {
        target.fill(value);
      }
    };
  }

  /** Returns the uniform distribution over [low, high). */
  public static Initializer uniform(double low, double high) {
    return drawn("uniform(" + low + ", " + high + ")", (t, r) -> uniform(t, r, low, high));
  }

  /** Returns the normal distribution. */
  public static Initializer normal(double mean, double deviation) {
    return drawn(
        "normal(" + mean + ", " + deviation + ")", (t, r) -> normal(t, r).mul(deviation).add(mean));
  }

  /** Returns U(±√(6/(m+n))), for sigmoids and linear outputs (Glorot, Bengio 2010, eq. 16). */
  public static Initializer xavierUniform() {
    return drawn(
        "xavierUniform",
        (t, r) -> symmetric(t, r, Math.sqrt(6.0 / Math.addExact(fanIn(t), fanOut(t)))));
  }

  /** Returns N(0, 2/(m+n)) (Glorot, Bengio 2010). */
  public static Initializer xavierNormal() {
    return drawn(
        "xavierNormal",
        (t, r) -> normal(t, r).mul(Math.sqrt(2.0 / Math.addExact(fanIn(t), fanOut(t)))));
  }

  /** Returns U(±√(6/m)), for ReLU (He et al. 2015, eq. 10). */
  public static Initializer heUniform() {
    return drawn("heUniform", (t, r) -> symmetric(t, r, Math.sqrt(6.0 / fanIn(t))));
  }

  /** Returns N(0, 2/m), for ReLU (He et al. 2015, eq. 10). */
  public static Initializer heNormal() {
    return drawn("heNormal", (t, r) -> normal(t, r).mul(Math.sqrt(2.0 / fanIn(t))));
  }

  /** Returns N(0, 1/m) (LeCun et al. 1998). */
  public static Initializer lecunNormal() {
    return drawn("lecunNormal", (t, r) -> normal(t, r).mul(Math.sqrt(1.0 / fanIn(t))));
  }

  private interface Draw {
    Tensor values(TensorType type, Trace random);
  }

  /** An initialiser that summaries can name. */
  private abstract static class Rule implements Initializer {
    private final String name;

    Rule(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Initializer drawn(String name, Draw draw) {
    return new Rule(name) {
      @Override
      public void initialise(Variable target, Trace random) {
        target.set(draw.values(target.type(), random).values());
      }
    };
  }

  private static Tensor uniform(TensorType type, Trace random, double low, double high) {
    return random.uniform(type.dtype(), type.shape()).mul(high - low).add(low);
  }

  private static Tensor symmetric(TensorType type, Trace random, double bound) {
    return uniform(type, random, -bound, bound);
  }

  /** Box–Muller: √(−2 log(1 − u))·cos(2πv) with u, v uniform in [0, 1). */
  private static Tensor normal(TensorType type, Trace random) {
    Tensor u = random.uniform(type.dtype(), type.shape());
    Tensor v = random.uniform(type.dtype(), type.shape());
    return u.neg().add(1).log().mul(-2).sqrt().mul(v.mul(2 * Math.PI).cos());
  }

  private static long fanIn(TensorType type) {
    return Math.multiplyExact(weight(type).dim(1), kernel(type));
  }

  private static long fanOut(TensorType type) {
    return Math.multiplyExact(weight(type).dim(0), kernel(type));
  }

  private static long kernel(TensorType type) {
    return type.shape().slice(2, type.shape().rank()).count();
  }

  private static Shape weight(TensorType type) {
    if (type.shape().rank() < 2) {
      throw new IllegalArgumentException(
          "initialiser: " + type + " has no fan-in; name one such as constant or normal instead");
    }
    return type.shape();
  }
}
