package dev.cajal.nn.inspect;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.nn.Module;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Optimizer;
import dev.cajal.nn.optim.Updates;
import dev.cajal.op.Window;
import dev.cajal.tensor.PaddingMode;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The image that a unit likes best, found by gradient ascent from faint noise, because to zeros
 * many nets of rectifiers have no slope:
 *
 * <pre>argmax over z of F(I) − λ·|I|²,   I = blur(z)</pre>
 *
 * The penalty keeps the image from growing without end. Two further priors are optional: a Gaussian
 * blur leaves no noise of single pixels, and jitter, a shift of the image by some pixels at each
 * step, keeps what does not depend on its exact place. Both are part of the graph.
 *
 * <p>Sources: Simonyan, Vedaldi and Zisserman, <i>Deep inside convolutional networks</i>, 2013,
 * section 2; blur: Yosinski et al., <i>Understanding neural networks through deep
 * visualization</i>, 2015; jitter: Mordvintsev, Olah and Tyka, <i>Inceptionism</i>, 2015.
 *
 * @param steps of ascent, at least 1
 * @param optimizer how z follows the gradient
 * @param l2 λ, from 0 up
 * @param blur the standard deviation of the blur, in pixels; 0 for none
 * @param jitter the largest shift, in pixels; 0 for none
 * @param seed of the noise and the shifts
 */
public record ClassModel(
    int steps, Optimizer optimizer, double l2, double blur, int jitter, long seed) {
  private static final double FAINT = 0.1;

  /** Checks the ranges. */
  public ClassModel {
    if (steps < 1 || !(l2 >= 0) || !(blur >= 0) || jitter < 0) {
      throw new IllegalArgumentException(
          "class model: %d steps, l2 %s, blur %s, jitter %d; expected at least one step and no"
                  .formatted(steps, l2, blur, jitter)
              + " negative number");
    }
  }

  /** Returns 200 steps of Adam at 0.05 with λ = 0.01, without blur and jitter. */
  public static ClassModel plain() {
    return new ClassModel(200, Adam.of(0.05), 0.01, 0, 0, 0);
  }

  /** Returns this with another number of steps. */
  public ClassModel steps(int value) {
    return new ClassModel(value, optimizer, l2, blur, jitter, seed);
  }

  /** Returns this with another optimizer, which is turned upwards. */
  public ClassModel optimizer(Optimizer value) {
    return new ClassModel(steps, value, l2, blur, jitter, seed);
  }

  /** Returns this with another penalty. */
  public ClassModel l2(double value) {
    return new ClassModel(steps, optimizer, value, blur, jitter, seed);
  }

  /** Returns this with a blur. */
  public ClassModel blur(double sigma) {
    return new ClassModel(steps, optimizer, l2, sigma, jitter, seed);
  }

  /** Returns this with jitter. */
  public ClassModel jitter(int pixels) {
    return new ClassModel(steps, optimizer, l2, blur, pixels, seed);
  }

  /** Returns this with another seed. */
  public ClassModel seed(long value) {
    return new ClassModel(steps, optimizer, l2, blur, jitter, value);
  }

  /**
   * Returns an image for each channel of a unit.
   *
   * @param model built; it behaves as in use
   * @param sample [channels, height, width], or the shape of any other input without blur and
   *     jitter
   * @return [channels of the unit, …], as the model takes images
   * @throws IllegalArgumentException if the model has no such unit, or blur or jitter are asked for
   *     and the input is no image
   */
  public Tensor of(Module model, Shape sample, Unit unit) {
    if (sample.rank() != 3 && (blur > 0 || jitter > 0)) {
      throw new IllegalArgumentException(
          "class model: inputs " + sample + " are no images; leave out blur and jitter");
    }
    Shape batch = Shape.of(unit.channels().size()).concat(sample);
    Variable z = new Variable("image", TensorType.float32(batch.toArray()));
    SplittableRandom random = new SplittableRandom(seed);
    double[] noise = new double[Math.toIntExact(batch.count())];
    Arrays.setAll(noise, i -> FAINT * random.nextGaussian());
    z.set(noise);
    Variable down = new Variable("down", new TensorType(DType.INT64, Shape.of()));
    Variable right = new Variable("right", new TensorType(DType.INT64, Shape.of()));
    Tensor image = blurred(z.tensor(Trace.evaluation()));
    Tensor seen = jitter == 0 ? image : shifted(shifted(image, 2, down), 3, right);
    Tensor goal = unit.in(model, seen).sum().sub(image.square().sum().mul(l2));
    Updates updates = new Updates(optimizer.maximize(), List.of(z));
    Step step = Step.compile(List.of(), List.of(goal), updates.of(Gradients.of(goal, List.of(z))));
    for (int i = 0; i < steps; i++) {
      down.fill(random.nextInt(-jitter, jitter + 1));
      right.fill(random.nextInt(-jitter, jitter + 1));
      step.run();
    }
    return blurred(z.tensor());
  }

  /** Moves on by as much as a variable says; what is pushed out comes in again. */
  private static Tensor shifted(Tensor image, int axis, Variable shift) {
    long size = image.dim(axis);
    Tensor place = Tensor.iota(new TensorType(DType.INT64, Shape.of(size)), 0);
    return image.gather(axis, place.sub(shift.tensor()).remainder((double) size));
  }

  private Tensor blurred(Tensor z) {
    if (blur == 0) {
      return z;
    }
    int reach = (int) Math.ceil(2 * blur);
    double[] bell = new double[2 * reach + 1];
    double sum = 0;
    for (int i = 0; i < bell.length; i++) {
      bell[i] = Math.exp(-0.5 * (i - reach) * (i - reach) / (blur * blur));
      sum += bell[i];
    }
    Tensor line = Tensor.of(Shape.of(bell.length), bell).mul(1 / sum).cast(z.dtype());
    long planes = z.dim(0) * z.dim(1);
    Window window = Window.of(2);
    return z.reshape(planes, 1, z.dim(2), z.dim(3))
        .pad(PaddingMode.REPLICATE, reach, reach, reach, reach)
        .conv(line.reshape(1, 1, bell.length, 1), window)
        .conv(line.reshape(1, 1, 1, bell.length), window)
        .reshape(z.shape());
  }
}
