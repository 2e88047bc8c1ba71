package dev.cajal.nn.inspect;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * A grey square slides over the image, and what the unit loses is written where the square was:
 *
 * <pre>a[p] = mean of F(x) − F(x covered by s) over the squares s that cover pixel p</pre>
 *
 * so the image needs no derivative, and a large value says that the unit needs what is there.
 *
 * <p>Source: Zeiler and Fergus, <i>Visualizing and understanding convolutional networks</i>, ECCV
 * 2014, section 4.2.
 *
 * @param size the side of the square, in pixels
 * @param stride how far it moves, in pixels, at most its size, so that no pixel is left out
 * @param grey what covers, as the model takes it; 0 is the mean of standardized images
 */
public record Occlusion(int size, int stride, double grey) implements Attribution {
  /** Squares in a pass. */
  private static final int BATCH = 64;

  /** Checks the ranges. */
  public Occlusion {
    if (size < 1 || stride < 1 || stride > size) {
      throw new IllegalArgumentException(
          "occlusion: size %d and stride %d, expected a stride from 1 to the size"
              .formatted(size, stride));
    }
  }

  /** Returns squares of a size, covered by 0, that move by one pixel in three of it. */
  public static Occlusion of(int size) {
    return new Occlusion(size, Math.max(1, size / 3), 0);
  }

  /**
   * Returns what the unit loses.
   *
   * @return [n, 1, height, width]
   * @throws ShapeException if the images are not [n, channels, height, width] or smaller than the
   *     square
   */
  @Override
  public Tensor of(Module model, Tensor images, Unit unit) {
    if (images.rank() != 4 || images.dim(2) < size || images.dim(3) < size) {
      throw new ShapeException(
              "a square of %d pixels does not fit on images %s; they are [n, channels, height, width]"
                  .formatted(size, images.shape()))
          .at("occlusion", "");
    }
    List<Tensor> maps = new ArrayList<>();
    for (int n = 0; n < images.dim(0); n++) {
      maps.add(one(model, images.slice(0, n, n + 1), unit.at(n)));
    }
    return Tensor.concat(0, maps);
  }

  private Tensor one(Module model, Tensor image, Unit unit) {
    TensorType plane = image.type().with(Shape.of(1, 1, image.dim(2), image.dim(3)));
    Variable x = new Variable("image", image.type());
    x.set(image);
    Variable top = corner("top");
    Variable left = corner("left");
    Variable lost = new Variable("lost", plane);
    Variable covered = new Variable("covered", plane);
    Tensor inside = within(2, plane, top).logicalAnd(within(3, plane, left)); // [squares, 1, h, w]
    Tensor whole = x.tensor(Trace.evaluation());
    Tensor hidden = inside.where(grey, whole);
    Tensor drop = unit.in(model, whole).sub(unit.in(model, hidden)).reshape(BATCH, 1, 1, 1);
    Tensor mask = inside.cast(image.dtype());
    Step step =
        Step.compile(
            List.of(),
            List.of(),
            List.of(
                new Assignment(lost, lost.tensor().add(mask.mul(drop).sumKeep(0))),
                new Assignment(covered, covered.tensor().add(mask.sumKeep(0)))));
    List<long[]> places = places(image.dim(2), image.dim(3));
    double[] rows = new double[BATCH];
    double[] columns = new double[BATCH];
    for (int from = 0; from < places.size(); from += BATCH) {
      for (int s = 0; s < BATCH; s++) {
        // A square outside the image hides nothing and is not counted.
        boolean some = from + s < places.size();
        rows[s] = some ? places.get(from + s)[0] : -size;
        columns[s] = some ? places.get(from + s)[1] : -size;
      }
      top.set(rows);
      left.set(columns);
      step.run();
    }
    return lost.tensor().div(covered.tensor());
  }

  private static Variable corner(String name) {
    return new Variable(name, new TensorType(DType.INT64, Shape.of(BATCH, 1, 1, 1)));
  }

  /** Returns where an axis lies within the squares. */
  private Tensor within(int axis, TensorType plane, Variable from) {
    Tensor place = Tensor.iota(new TensorType(DType.INT64, plane.shape()), axis);
    Tensor first = from.tensor();
    return place.greaterOrEqual(first).logicalAnd(place.less(first.add(size)));
  }

  private List<long[]> places(long height, long width) {
    List<long[]> places = new ArrayList<>();
    for (long row : starts(height)) {
      for (long column : starts(width)) {
        places.add(new long[] {row, column});
      }
    }
    return places;
  }

  /** Where squares begin; the last ends at the edge. */
  private List<Long> starts(long length) {
    List<Long> starts = new ArrayList<>();
    for (long start = 0; start < length - size; start += stride) {
      starts.add(start);
    }
    starts.add(length - size);
    return starts;
  }
}
