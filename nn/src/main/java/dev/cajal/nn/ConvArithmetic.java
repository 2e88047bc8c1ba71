package dev.cajal.nn;

import dev.cajal.backend.ShapeException;
import dev.cajal.op.Window;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Convolution arithmetic along one axis: how long the axis is behind a stack of convolutions and
 * poolings, and which elements of the input each unit sees (Dumoulin &amp; Visin 2016).
 *
 * <pre>{@code
 * ConvArithmetic axis = ConvArithmetic.of(28).conv(kernel(5).padding(2)).pool(kernel(2));
 * axis.size(); // 14
 * axis.field(3); // elements 4 to 9
 * }</pre>
 *
 * <p>Kernels are for one axis: one number for each option.
 */
public final class ConvArithmetic {
  private final List<Field> fields;

  /**
   * The elements of the input that a unit sees.
   *
   * @param first the index of the first
   * @param last the index of the last; less than {@code first} if the unit sees padding only
   */
  public record Field(long first, long last) {
    private static final Field NOTHING = new Field(Long.MAX_VALUE, Long.MIN_VALUE);

    /** Returns how many elements lie between the first and the last. */
    public long size() {
      return last < first ? 0 : last - first + 1;
    }

    private Field and(Field other) {
      return new Field(Math.min(first, other.first), Math.max(last, other.last));
    }
  }

  private ConvArithmetic(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /** Returns the axis of an input. */
  public static ConvArithmetic of(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("axis: size " + size + ", expected at least 1");
    }
    return new ConvArithmetic(LongStream.range(0, size).mapToObj(i -> new Field(i, i)).toList());
  }

  /**
   * Returns the axis behind a convolution, whose default stride is 1.
   *
   * @throws ShapeException if the kernel does not fit
   */
  public ConvArithmetic conv(Kernel kernel) {
    Kernel one = kernel.over(1, "conv");
    Window window = one.window(List.of(1));
    return slid(one, window, window.outputSize(0, size(), one.size().getFirst()));
  }

  /**
   * Returns the axis behind a pooling, whose default stride is its size.
   *
   * @throws ShapeException if the kernel does not fit
   */
  public ConvArithmetic pool(Kernel kernel) {
    Kernel one = kernel.over(1, "pool");
    Window window = one.window(one.size());
    long stops = window.outputSize(0, size(), one.size().getFirst());
    boolean rest = window.leftOver(0, size(), one.size().getFirst()) > 0;
    // One more window for the rest, unless it would begin in the padding at the end.
    boolean begins = stops * window.strides().getFirst() < size() + one.padBefore().getFirst();
    return slid(one, window, one.rest() == Kernel.Rest.CEIL && rest && begins ? stops + 1 : stops);
  }

  /**
   * Returns the axis behind a transposed convolution, whose default stride is 1.
   *
   * @param outputPadding elements added at the end
   */
  public ConvArithmetic transposed(Kernel kernel, int outputPadding) {
    Kernel one = kernel.over(1, "transposed");
    Window window = one.window(List.of(1));
    long stride = window.strides().getFirst();
    long dilation = window.dilations().getFirst();
    long before = one.padBefore().getFirst();
    long size =
        (size() - 1) * stride
            + window.reach(0, one.size().getFirst())
            - before
            - one.padAfter().getFirst()
            + outputPadding;
    if (size < 1) {
      throw new ShapeException(
          "padding leaves nothing of an axis of " + size() + " under " + kernel + "; pad less");
    }
    Field[] seen = new Field[Math.toIntExact(size)];
    Arrays.fill(seen, Field.NOTHING);
    for (int i = 0; i < size(); i++) {
      for (int tap = 0; tap < one.size().getFirst(); tap++) {
        long at = i * stride - before + tap * dilation;
        if (at >= 0 && at < size) {
          seen[(int) at] = seen[(int) at].and(fields.get(i));
        }
      }
    }
    return new ConvArithmetic(List.of(seen));
  }

  private ConvArithmetic slid(Kernel kernel, Window window, long stops) {
    Field[] seen = new Field[Math.toIntExact(stops)];
    for (int i = 0; i < stops; i++) {
      seen[i] = Field.NOTHING;
      for (int tap = 0; tap < kernel.size().getFirst(); tap++) {
        long at =
            (long) i * window.strides().getFirst()
                - kernel.padBefore().getFirst()
                + (long) tap * window.dilations().getFirst();
        if (at >= 0 && at < size()) {
          seen[i] = seen[i].and(fields.get((int) at));
        }
      }
    }
    return new ConvArithmetic(List.of(seen));
  }

  /** Returns how many units the axis has here. */
  public int size() {
    return fields.size();
  }

  /**
   * Returns the elements of the input that a unit sees.
   *
   * @throws IndexOutOfBoundsException if there is no such unit
   */
  public Field field(int unit) {
    return fields.get(unit);
  }
}
