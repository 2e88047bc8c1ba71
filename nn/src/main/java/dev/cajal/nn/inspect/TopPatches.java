package dev.cajal.nn.inspect;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.nn.Module;
import dev.cajal.nn.ReceptiveField;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Transform;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The images to which each unit of a layer answers most strongly, and the part of each that it
 * sees. A unit is a channel of a layer; of one image only the place counts at which it is largest.
 *
 * <pre>{@code
 * TopPatches top = TopPatches.of(model, data.train(), normalize, "relu2", 9);
 * Patch best = top.of(3).getFirst(); // what unit 3 answers to most
 * Tensor crop = top.crop(data.train(), best); // [1, 16, 16], NaN outside of the image
 * }</pre>
 *
 * <p>Each image is seen once, and k places are kept for each unit, whatever the size of the data
 * set.
 *
 * <p>Source: Zeiler and Fergus, <i>Visualizing and understanding convolutional networks</i>, ECCV
 * 2014, section 4.1; Girshick et al., <i>Rich feature hierarchies</i>, CVPR 2014, section 3.1. For
 * directions: Szegedy et al., <i>Intriguing properties of neural networks</i>, ICLR 2014, section
 * 3.
 */
public final class TopPatches {
  private final List<Ranking> rankings;
  private final Frame frame;

  private TopPatches(List<Ranking> rankings, Frame frame) {
    this.rankings = rankings;
    this.frame = frame;
  }

  /**
   * A place that a unit answers to. Rows and columns are those of the image as the data set gives
   * it; a patch may reach beyond, into the padding.
   *
   * @param sample its number in the data set
   * @param value what the unit put out there
   * @param top the first row
   * @param left the first column
   * @param height rows that the unit sees
   * @param width columns that the unit sees
   */
  public record Patch(int sample, float value, int top, int left, int height, int width) {}

  /**
   * Finds the patches of every unit.
   *
   * @param model built
   * @param data images [channels, height, width] that the model takes once they are prepared
   * @param prepare what every sample needs, as in training; it must not move pixels
   * @param layer its path
   * @param k how many patches of each unit are kept
   * @throws IllegalArgumentException if there is no such layer, naming the nearest, if its output
   *     has no units, or k is less than 1
   */
  public static TopPatches of(Module model, Dataset data, Transform prepare, String layer, int k) {
    return of(model, data, prepare, layer, k, units -> units);
  }

  /**
   * Finds the patches of directions in the space of the units: with the outputs y of all units at a
   * place, direction d answers with the product d·y. The rows of an identity are the units.
   *
   * @param directions float32 [directions, units]
   */
  public static TopPatches along(
      Tensor directions, Module model, Dataset data, Transform prepare, String layer, int k) {
    return of(
        model, data, prepare, layer, k, units -> Tensor.einsum("du,nup->ndp", directions, units));
  }

  private static TopPatches of(
      Module model,
      Dataset data,
      Transform prepare,
      String layer,
      int k,
      UnaryOperator<Tensor> units) {
    if (k < 1) {
      throw new IllegalArgumentException("top patches: k is " + k + ", must be at least 1");
    }
    Shape sample = prepare.on(data.shape()).shape();
    Frame frame = Frame.of(model, sample, layer);
    List<Ranking> rankings = new ArrayList<>();
    Sweep.over(
        data,
        prepare,
        images -> {
          Tensor y = Layers.of(model.apply(images.tensor(Trace.evaluation()))).output(layer);
          Tensor flat =
              units.apply(y.cast(DType.FLOAT32).reshape(y.dim(0), y.dim(1), frame.places()));
          return Step.compile(flat.max(2), flat.argmax(2));
        },
        (batch, step) -> {
          int count = Math.toIntExact(step.type(0).shape().dim(1));
          while (rankings.size() < count) {
            rankings.add(new Ranking(Math.min(k, data.size())));
          }
          MemorySegment values = step.output(0);
          MemorySegment places = step.output(1);
          for (int i = 0; i < batch.size(); i++) {
            for (int u = 0; u < count; u++) {
              long at = (long) i * count + u;
              rankings
                  .get(u)
                  .offer(
                      values.getAtIndex(ValueLayout.JAVA_FLOAT, at),
                      batch.index(i),
                      Math.toIntExact(places.getAtIndex(ValueLayout.JAVA_LONG, at)));
            }
          }
        });
    return new TopPatches(rankings, frame);
  }

  /** Returns the number of units, or of directions. */
  public int units() {
    return rankings.size();
  }

  /**
   * Returns the patches of a unit, those it answers to most strongly first; of equal ones, that of
   * the earlier sample.
   */
  public List<Patch> of(int unit) {
    Ranking ranking = rankings.get(unit);
    List<Patch> patches = new ArrayList<>();
    for (int rank = 0; rank < ranking.size(); rank++) {
      patches.add(frame.patch(ranking.sample(rank), ranking.value(rank), ranking.place(rank)));
    }
    return patches;
  }

  /**
   * Returns what a unit sees in a patch, [channels, height, width], from 0 to 1; NaN where it looks
   * beyond the image.
   *
   * @param data the data set in which the patch was found
   */
  public Tensor crop(Dataset data, Patch patch) {
    Shape shape = data.shape();
    int channels = Math.toIntExact(shape.dim(0));
    int height = Math.toIntExact(shape.dim(1));
    int width = Math.toIntExact(shape.dim(2));
    float[] pixels = new float[Math.toIntExact(shape.count())];
    data.read(patch.sample(), pixels, 0);
    float[] crop = new float[channels * patch.height() * patch.width()];
    Arrays.fill(crop, Float.NaN);
    int from = Math.max(0, patch.left());
    int to = Math.min(width, patch.left() + patch.width());
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < patch.height(); y++) {
        int row = patch.top() + y;
        if (row >= 0 && row < height && from < to) {
          System.arraycopy(
              pixels,
              (c * height + row) * width + from,
              crop,
              (c * patch.height() + y) * patch.width() + from - patch.left(),
              to - from);
        }
      }
    }
    return Tensor.of(Shape.of(channels, patch.height(), patch.width()), crop);
  }

  /** What the places of a layer see of the image. */
  private record Frame(
      int rows,
      int columns,
      @Nullable ReceptiveField down,
      @Nullable ReceptiveField across,
      int height,
      int width) {

    static Frame of(Module model, Shape sample, String layer) {
      if (sample.rank() != 3) {
        throw new IllegalArgumentException(
            "top patches: samples are %s, images [channels, height, width] are needed"
                .formatted(sample));
      }
      Variable images =
          new Variable("images", new TensorType(DType.FLOAT32, Shape.of(1).concat(sample)));
      Tensor input = images.tensor(Trace.evaluation());
      Tensor output = Layers.of(model.apply(input)).output(layer);
      if (output.rank() < 2) {
        throw new IllegalArgumentException(
            "top patches: layer '%s' puts out %s, which has no units"
                .formatted(layer, output.shape()));
      }
      Shape places = output.shape().slice(2, output.rank());
      boolean map = places.rank() == 2;
      Optional<ReceptiveField> down = ReceptiveField.of(output, input, 2);
      Optional<ReceptiveField> across = ReceptiveField.of(output, input, 3);
      return new Frame(
          Math.toIntExact(map ? places.dim(0) : 1),
          Math.toIntExact(map ? places.dim(1) : places.count()),
          map ? down.orElse(null) : null,
          map ? across.orElse(null) : null,
          Math.toIntExact(sample.dim(1)),
          Math.toIntExact(sample.dim(2)));
    }

    long places() {
      return (long) rows * columns;
    }

    Patch patch(int sample, float value, int place) {
      int[] vertical = span(down, place / columns, height);
      int[] horizontal = span(across, place % columns, width);
      return new Patch(sample, value, vertical[0], horizontal[0], vertical[1], horizontal[1]);
    }

    /** Returns where a field begins and how long it is; the whole image if it is no smaller. */
    private static int[] span(@Nullable ReceptiveField field, int place, int size) {
      if (field == null || field.size() >= size) {
        return new int[] {0, size};
      }
      double first = field.first() + place * field.jump();
      int from = (int) Math.floor(first + 1e-9);
      return new int[] {from, (int) Math.ceil(first + field.size() - 1e-9) - from};
    }
  }
}
