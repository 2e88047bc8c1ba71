package dev.cajal.tensor;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.op.AddAlong;
import dev.cajal.op.MaxPool;
import dev.cajal.op.SwitchGather;
import dev.cajal.op.Window;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Poolings that are made of others, and the placing back of what was pooled. */
final class Pooling {

  private Pooling() {}

  static Pooled max(Tensor x, List<Integer> size, Window window) {
    List<Tensor> both = Tensor.applyAll(new MaxPool(size, window), List.of(x));
    return new Pooled(both.get(0), both.get(1), size, window, x.shape());
  }

  /** Returns a vector lying along one of the axes of a rank, to broadcast along the others. */
  static Tensor along(int axis, int rank, Tensor vector) {
    long[] sizes = new long[rank];
    Arrays.fill(sizes, 1);
    sizes[axis] = vector.dim(0);
    return vector.reshape(sizes);
  }

  /**
   * The windows of an adaptive pooling from n to o: window i holds elements ⌊i·n/o⌋ to ⌈(i+1)·n/o⌉.
   */
  private record Windows(long n, long o) {

    long from(long i) {
      return i * n / o;
    }

    long length(long i) {
      return Math.ceilDiv((i + 1) * n, o) - from(i);
    }

    int longest() {
      long longest = 1;
      for (long i = 0; i < o; i++) {
        longest = Math.max(longest, length(i));
      }
      return Math.toIntExact(longest);
    }

    boolean equal() {
      return n % o == 0;
    }

    /**
     * Returns the elements of all windows, each made as long as the longest by its last element.
     */
    Tensor elements() {
      int longest = longest();
      long[] elements = new long[Math.toIntExact(o * longest)];
      for (int j = 0; j < elements.length; j++) {
        int i = j / longest;
        elements[j] = from(i) + Math.min(j % longest, length(i) - 1);
      }
      return Tensor.of(Shape.of(elements.length), elements);
    }

    /** Returns which of these elements belong to their window, and are no repetition. */
    Tensor belong() {
      int longest = longest();
      long[] belong = new long[Math.toIntExact(o * longest)];
      for (int j = 0; j < belong.length; j++) {
        belong[j] = j % longest < length(j / longest) ? 1 : 0;
      }
      return Tensor.of(Shape.of(belong.length), belong).cast(DType.BOOL);
    }

    /** Returns by how much a mean over the longest length is too small. */
    Tensor corrections(DType dtype) {
      double[] corrections = new double[Math.toIntExact(o)];
      Arrays.setAll(corrections, i -> (double) longest() / length(i));
      return Tensor.of(Shape.of(corrections.length), corrections).cast(dtype);
    }
  }

  static Tensor adaptiveAvg(Tensor x, long... output) {
    List<Windows> windows = windows(x, "adaptive_avg_pool", output);
    Tensor y = x;
    Tensor zero = Tensor.scalar(x.dtype(), 0);
    for (int a = 0; a < windows.size(); a++) {
      if (!windows.get(a).equal()) {
        Tensor belong = along(a + 2, x.rank(), windows.get(a).belong());
        y = belong.where(y.gather(a + 2, windows.get(a).elements()), zero);
      }
    }
    List<Integer> size = windows.stream().map(Windows::longest).toList();
    y = y.avgPool(size, sideBySide(size));
    for (int a = 0; a < windows.size(); a++) {
      if (!windows.get(a).equal()) {
        y = y.mul(along(a + 2, x.rank(), windows.get(a).corrections(x.dtype())));
      }
    }
    return y;
  }

  static Ordered adaptiveMax(Tensor x, long... output) {
    List<Windows> windows = windows(x, "adaptive_max_pool", output);
    Shape plane = x.shape().slice(2, x.rank());
    // Whole numbers are exact in float64; switches pick among floating numbers only.
    TensorType flat = new TensorType(DType.FLOAT64, Shape.of(plane.count()));
    Tensor places = Tensor.iota(flat, 0).reshape(Shape.of(1, 1).concat(plane));
    Tensor y = x;
    for (int a = 0; a < windows.size(); a++) {
      if (!windows.get(a).equal()) {
        Tensor elements = windows.get(a).elements();
        y = y.gather(a + 2, elements);
        places = places.gather(a + 2, elements);
      }
    }
    List<Integer> size = windows.stream().map(Windows::longest).toList();
    Pooled pooled = max(y, size, sideBySide(size));
    Tensor everywhere = places.broadcastTo(y.shape());
    SwitchGather pick = new SwitchGather(size, sideBySide(size));
    Tensor indices = Tensor.apply(pick, everywhere, pooled.switches()).cast(DType.INT64);
    return new Ordered(pooled.values(), indices);
  }

  private static Window sideBySide(List<Integer> size) {
    return Window.of(size.size()).stride(size.stream().mapToInt(Integer::intValue).toArray());
  }

  private static List<Windows> windows(Tensor x, String operation, long... output) {
    int axes = x.rank() - 2;
    boolean fits = axes >= 1 && axes <= 3 && (output.length == 1 || output.length == axes);
    if (!fits || Arrays.stream(output).anyMatch(o -> o < -1 || o == 0)) {
      throw new ShapeException(
              "input "
                  + x.shape()
                  + " cannot be pooled to "
                  + Arrays.toString(output)
                  + "; give one size of at least 1, or -1 to keep it, for each axis after the"
                  + " channels")
          .at(operation, x.where());
    }
    return IntStream.range(0, axes)
        .mapToObj(a -> {
          long o = output[output.length == 1 ? 0 : a];
          return new Windows(x.dim(a + 2), o == -1 ? x.dim(a + 2) : o);
        })
        .toList();
  }

  /**
   * Elements that meet have, coming from overlapping windows, one value; it is divided by their
   * number before it is added up, and each has the whole gradient.
   */
  static Tensor maxUnpool(Tensor x, Tensor indices, long... output) {
    if (x.rank() != output.length + 2 || !indices.shape().equals(x.shape())) {
      throw new ShapeException(
              "input "
                  + x.shape()
                  + " with indices "
                  + indices.shape()
                  + " cannot be placed into "
                  + Arrays.toString(output)
                  + "; both have a batch axis, a channel axis and as many axes as the output")
          .at("max_unpool", x.where());
    }
    Shape spatial = Shape.of(output);
    Shape places = Shape.of(x.dim(0), x.dim(1), spatial.count());
    long stops = x.shape().slice(2, x.rank()).count();
    Tensor values = x.reshape(x.dim(0), x.dim(1), stops);
    Tensor where = indices.reshape(values.shape());
    AddAlong place = new AddAlong(2, places);
    Tensor ones = Tensor.full(new TensorType(x.dtype(), values.shape()), 1);
    Tensor count = Tensor.apply(place, ones, where).takeAlong(2, where);
    Tensor constant = values.stopGradient();
    Tensor share = constant.div(count).add(values.sub(constant));
    return Tensor.apply(place, share, where).reshape(Shape.of(x.dim(0), x.dim(1)).concat(spatial));
  }
}
