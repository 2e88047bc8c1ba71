package dev.cajal.cpu.portable;

import dev.cajal.backend.Kernel;
import dev.cajal.backend.Shape;
import dev.cajal.cpu.team.Team;
import dev.cajal.op.Window;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Convolution and its gradients, image by image; the images are shared among the team. */
final class PortableConv implements Kernel {
  private final Direction direction;
  private final Finish finish;
  private final ConvLoops loops;
  private final int images;
  private final int parts;
  private final float[] weights;
  private final float[] bias;
  private final float[][] inputs;
  private final float[][] outputs;
  private final float[][] stretches;
  private final float[][] sums;

  /** Which of the three operands is computed from the other two. */
  enum Direction {
    FORWARD,
    INPUT_GRAD,
    WEIGHT_GRAD
  }

  /** Makes a kernel for the shapes of image, weight and result. */
  PortableConv(
      Direction direction, Window window, Shape x, Shape w, Shape y, Finish finish, int threads) {
    this.direction = direction;
    this.finish = finish;
    loops = new ConvLoops(window, x, w, y);
    images = Math.toIntExact(x.dim(0));
    parts = Math.min(Team.size(threads), images);
    weights = new float[Math.toIntExact(w.count())];
    bias = new float[finish.bias() ? Math.toIntExact(w.dim(0)) : 0];
    inputs = new float[parts][loops.inputs];
    outputs = new float[parts][loops.outputs];
    stretches = new float[parts][];
    Arrays.setAll(stretches, part -> loops.stretch());
    sums = new float[direction == Direction.WEIGHT_GRAD ? parts : 0][weights.length];
  }

  @Override
  public String name() {
    return "portable:conv";
  }

  @Override
  public void run(MemorySegment[] in, MemorySegment[] out, MemorySegment scratch) {
    switch (direction) {
      case FORWARD -> {
        Floats.load(in[1], 0, weights, weights.length);
        if (finish.bias()) {
          Floats.load(in[2], 0, bias, bias.length);
        }
        overImages((part, image) -> forward(part, image, in[0], out[0]));
      }
      case INPUT_GRAD -> {
        Floats.load(in[1], 0, weights, weights.length);
        overImages((part, image) -> inputGrad(part, image, in[0], out[0]));
      }
      case WEIGHT_GRAD -> {
        for (float[] sum : sums) {
          Arrays.fill(sum, 0);
        }
        overImages((part, image) -> weightGrad(part, image, in[0], in[1]));
        // In the order of the parts, so that the sum is the same at every run.
        Arrays.fill(weights, 0);
        for (float[] sum : sums) {
          for (int i = 0; i < weights.length; i++) {
            weights[i] += sum[i];
          }
        }
        Floats.store(weights, out[0], 0, weights.length);
      }
    }
  }

  /** What is done with one image by one part of the team. */
  @FunctionalInterface
  private interface Image {
    void run(int part, int image);
  }

  private void overImages(Image work) {
    Team.run(
        parts,
        (part, of) -> {
          int last = (int) ((long) images * (part + 1) / of);
          for (int image = (int) ((long) images * part / of); image < last; image++) {
            work.run(part, image);
          }
        });
  }

  private void forward(int part, int image, MemorySegment x, MemorySegment y) {
    float[] from = inputs[part];
    float[] to = outputs[part];
    Floats.load(x, (long) image * from.length, from, from.length);
    loops.forward(from, weights, to, stretches[part]);
    int stops = loops.places.stops;
    for (int channel = 0; channel < bias.length; channel++) {
      Finish.add(to, channel * stops, stops, bias[channel]);
    }
    finish.rectify(to, 0, to.length);
    Floats.store(to, y, (long) image * to.length, to.length);
  }

  private void inputGrad(int part, int image, MemorySegment y, MemorySegment x) {
    float[] from = outputs[part];
    float[] to = inputs[part];
    Floats.load(y, (long) image * from.length, from, from.length);
    loops.inputGrad(from, weights, to, stretches[part]);
    Floats.store(to, x, (long) image * to.length, to.length);
  }

  private void weightGrad(int part, int image, MemorySegment y, MemorySegment x) {
    float[] results = outputs[part];
    float[] pixels = inputs[part];
    Floats.load(y, (long) image * results.length, results, results.length);
    Floats.load(x, (long) image * pixels.length, pixels, pixels.length);
    loops.weightGrad(results, pixels, sums[part], stretches[part]);
  }
}
