package dev.cajal.backend;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How the elements of a tensor lie in memory: a stride for each logical axis (of its outer blocks)
 * and a list of inner blocks, innermost last. The element at index {@code i} lies at
 *
 * <pre>offset(i) = Σ_a stride[a] · (i[a] / block[a]) + (position inside the inner blocks)</pre>
 *
 * where {@code block[a]} is the product of the inner blocks of axis {@code a}. Row-major storage
 * has no inner blocks; oneDNN's {@code nChw16c} has one inner block of 16 on axis 1. A blocked axis
 * is padded up to a multiple of its block, and padding elements are always zero: kernels rely on
 * it.
 *
 * @param strides elements from one outer block to the next, an entry for each axis
 * @param innerBlocks sizes of the inner blocks, outermost first
 * @param innerAxes the axis of each inner block
 */
public record Layout(List<Long> strides, List<Integer> innerBlocks, List<Integer> innerAxes) {

  /** Copies the lists. */
  public Layout {
    strides = List.copyOf(strides);
    innerBlocks = List.copyOf(innerBlocks);
    innerAxes = List.copyOf(innerAxes);
  }

  /** Returns dense row-major storage of a shape. */
  public static Layout rowMajor(Shape shape) {
    return strided(shape.strides());
  }

  /** Returns storage with the given strides and no inner blocks. */
  public static Layout strided(long... strides) {
    return new Layout(LongStream.of(strides).boxed().toList(), List.of(), List.of());
  }

  /** Returns whether this is dense row-major storage of the shape (axes of size 1 never matter). */
  public boolean isRowMajor(Shape shape) {
    return sameAs(rowMajor(shape), shape);
  }

  /** Returns whether elements of the shape lie at the same places; axes of size 1 never matter. */
  public boolean sameAs(Layout other, Shape shape) {
    return innerBlocks.equals(other.innerBlocks)
        && innerAxes.equals(other.innerAxes)
        && IntStream.range(0, shape.rank())
            .allMatch(a -> shape.dim(a) <= block(a) || strides.get(a).equals(other.strides.get(a)));
  }

  /** Returns the product of the inner blocks of an axis; 1 for an axis that is not blocked. */
  public int block(int axis) {
    int block = 1;
    for (int i = 0; i < innerAxes.size(); i++) {
      if (innerAxes.get(i) == axis) {
        block *= innerBlocks.get(i);
      }
    }
    return block;
  }

  /** Returns whether storage of the shape holds padding elements. */
  public boolean isPadded(Shape shape) {
    return innerAxes.stream().anyMatch(a -> shape.dim(a) % block(a) != 0);
  }

  /** Returns how many elements storage of the shape spans, padding included. */
  public long span(Shape shape) {
    long last = 0;
    long inner = 1;
    for (int block : innerBlocks) {
      inner *= block;
    }
    for (int a = 0; a < shape.rank(); a++) {
      long blocks = Math.ceilDiv(shape.dim(a), block(a));
      if (blocks == 0) {
        return 0;
      }
      last = Math.addExact(last, Math.multiplyExact(strides.get(a), blocks - 1));
    }
    return Math.addExact(last, inner);
  }

  /** Returns the offset, in elements, of the element at an index. */
  public long offset(long... index) {
    long offset = 0;
    long[] rest = index.clone();
    long step = 1;
    for (int i = innerAxes.size() - 1; i >= 0; i--) {
      int axis = innerAxes.get(i);
      int block = innerBlocks.get(i);
      offset += rest[axis] % block * step;
      rest[axis] /= block;
      step *= block;
    }
    for (int a = 0; a < rest.length; a++) {
      offset += rest[a] * strides.get(a);
    }
    return offset;
  }

  /**
   * Returns the layout in the notation of oneDNN: axes from the outermost as letters, upper case
   * when blocked, then the inner blocks; {@code aBcd16b} is {@code nChw16c}.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, strides.size())
        .boxed()
        .sorted((x, y) -> Long.compare(strides.get(y), strides.get(x)))
        .forEach(a -> {
          char letter = (char) ('a' + a);
          text.append(block(a) > 1 ? Character.toUpperCase(letter) : letter);
        });
    for (int i = 0; i < innerBlocks.size(); i++) {
      text.append(innerBlocks.get(i)).append((char) ('a' + innerAxes.get(i)));
    }
    return text.toString();
  }

  /** Returns the strides as an array. */
  public long[] stridesArray() {
    return strides.stream().mapToLong(Long::longValue).toArray();
  }
}
