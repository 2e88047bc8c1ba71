package dev.cajal.nn.inspect;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.Arrays;
import java.util.List;

/**
 * The gradient averaged along the straight way from a baseline b to the image, times the way:
 *
 * <pre>a[i] = (x[i] − b)·∫₀¹ ∂F/∂x[i] (b + α(x − b)) dα</pre>
 *
 * by the midpoint rule. The attributions are complete: Σᵢ a[i] = F(x) − F(b), up to the error of
 * the rule, so each is the share of a pixel in the answer.
 *
 * <p>Source: Sundararajan, Taly and Yan, <i>Axiomatic attribution for deep networks</i>, ICML 2017.
 *
 * @param steps points on the way, at least 1; 50 are usual
 * @param baseline the image that says nothing, such as a black one, as the model takes it; of any
 *     shape that broadcasts to that of the images
 */
public record IntegratedGradients(int steps, Tensor baseline) implements Attribution {
  /** Images in a pass, counting each point on a way. */
  private static final int BATCH = 64;

  /** Checks the range. */
  public IntegratedGradients {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "integrated gradients: " + steps + " steps, at least 1 is needed");
    }
  }

  /** Returns the rule with a baseline of zeros. */
  public static IntegratedGradients of(int steps) {
    return new IntegratedGradients(steps, Tensor.scalar(DType.FLOAT32, 0));
  }

  /** Returns this from another baseline. */
  public IntegratedGradients baseline(Tensor value) {
    return new IntegratedGradients(steps, value);
  }

  @Override
  public Tensor of(Module model, Tensor images, Unit unit) {
    int count = Math.toIntExact(images.dim(0));
    int points = Math.clamp(BATCH / Math.max(1, count), 1, steps);
    long[] ones = new long[images.rank() - 1];
    Arrays.fill(ones, 1);
    TensorType column = images.type().with(Shape.of(1, points).concat(Shape.of(ones)));
    Variable image = new Variable("images", images.type());
    Variable alpha = new Variable("alpha", column);
    Variable weight = new Variable("weight", column);
    Variable sum = new Variable("sum", images.type());
    image.set(images);
    Tensor from = baseline.cast(images.dtype()).broadcastTo(images.shape()).unsqueeze(1);
    Tensor way = image.tensor(Trace.evaluation()).unsqueeze(1).sub(from);
    Tensor x =
        way.mul(alpha.tensor())
            .add(from)
            .reshape(
                Shape.of((long) count * points).concat(images.shape().slice(1, images.rank())));
    Tensor y = unit.repeated(points).in(model, x);
    Tensor slope = Gradients.of(y.sum(), x).get(x).reshape(way.shape().with(1, points));
    Tensor next = sum.tensor().add(slope.mul(weight.tensor()).mul(way).sum(1));
    Step step = Step.compile(List.of(), List.of(), List.of(new Assignment(sum, next)));
    double[] place = new double[points];
    double[] share = new double[points];
    for (int done = 0; done < steps; done += points) {
      for (int p = 0; p < points; p++) {
        place[p] = (done + p + 0.5) / steps;
        share[p] = done + p < steps ? 1.0 / steps : 0;
      }
      alpha.set(place);
      weight.set(share);
      step.run();
    }
    return sum.tensor();
  }
}
