package dev.cajal.classic.embed;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;

/** Forces between all pairs, as a graph: n² operations. */
final class ExactForces implements Forces {
  private final Variable x;
  private final Variable y;
  private final Variable exaggeration;
  private final double negativeEntropy;
  private final Step gradient;
  private final Step cross;

  /**
   * Compiles both.
   *
   * @param type float32 or float64
   */
  ExactForces(Affinities affinities, DType type) {
    int n = affinities.samples();
    negativeEntropy = affinities.negativeEntropy();
    x = new Variable("x", new TensorType(type, Shape.of(n)));
    y = new Variable("y", new TensorType(type, Shape.of(n)));
    exaggeration = new Variable("exaggeration", new TensorType(type, Shape.of()));
    Variable p = Variable.steady("p", new TensorType(type, Shape.of(n, n)));
    p.set(Tensor.of(Shape.of(n, n), affinities.dense()).cast(type));
    Tensor raised = p.tensor().mul(exaggeration.tensor());
    Tensor across = differences(x.tensor());
    Tensor up = differences(y.tensor());
    Tensor near = nearness(across, up);
    Tensor share = near.div(near.sum().sub(n));
    Tensor weight = raised.sub(share).mul(near).mul(4);
    gradient = Step.compile(weight.mul(across).sum(1), weight.mul(up).sum(1));
    cross = Step.compile(crossEntropy(p.tensor(), x.tensor(), y.tensor()));
  }

  private static Tensor differences(Tensor places) {
    return places.unsqueeze(1).sub(places.unsqueeze(0));
  }

  private static Tensor nearness(Tensor across, Tensor up) {
    return across.square().add(up.square()).add(1).reciprocal();
  }

  /** Returns −Σ p·log q = −Σ p·log w + log Z; on the diagonal w is 1 and p is 0. */
  static Tensor crossEntropy(Tensor p, Tensor x, Tensor y) {
    Tensor near = nearness(differences(x), differences(y));
    return near.sum().sub((double) x.dim(0)).log().sub(p.mul(near.log()).sum());
  }

  @Override
  public void gradient(double[] px, double[] py, double exaggerated, double[] dx, double[] dy) {
    x.set(px);
    y.set(py);
    exaggeration.fill(exaggerated);
    gradient.run();
    read(gradient, 0, dx);
    read(gradient, 1, dy);
  }

  private static void read(Step step, int output, double[] target) {
    HostArray values = HostArray.of(step.type(output), step.output(output));
    for (int i = 0; i < target.length; i++) {
      target[i] = values.get(i);
    }
  }

  @Override
  public double divergence(double[] px, double[] py) {
    x.set(px);
    y.set(py);
    cross.run();
    return negativeEntropy + cross.scalar(0);
  }
}
