package dev.cajal.cpu.vector;

import dev.cajal.backend.Layout;
import dev.cajal.backend.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The axes of a shape in the order in which a layout puts them into memory, the outermost first.
 * Blocked axes appear in several pieces; pieces of size 1 are left out. Together they fill memory
 * without gaps, padding included.
 *
 * @param pieces the pieces, outermost first
 * @param padded the axis sizes with padding
 */
record Physical(List<Piece> pieces, Shape padded) {

  /**
   * A piece of an axis.
   *
   * @param axis the axis
   * @param factor how far the index on the axis moves from one element of the piece to the next
   * @param size the number of elements of the piece
   */
  record Piece(int axis, long factor, long size) {}

  private record Placed(Piece piece, long stride) {}

  /** Copies the pieces. */
  Physical {
    pieces = List.copyOf(pieces);
  }

  /** Returns the pieces of row-major storage. */
  static Physical rowMajor(Shape shape) {
    return of(Layout.rowMajor(shape), shape).orElseThrow();
  }

  /** Returns the pieces of a layout, or empty if it leaves gaps. */
  static Optional<Physical> of(Layout layout, Shape shape) {
    List<Placed> placed = new ArrayList<>();
    Shape padded = shape;
    for (int a = 0; a < shape.rank(); a++) {
      long blocks = Math.ceilDiv(shape.dim(a), layout.block(a));
      padded = padded.with(a, blocks * layout.block(a));
      placed.add(new Placed(new Piece(a, layout.block(a), blocks), layout.strides().get(a)));
    }
    long stride = 1;
    long[] factors = new long[shape.rank()];
    Arrays.fill(factors, 1);
    for (int i = layout.innerBlocks().size() - 1; i >= 0; i--) {
      int axis = layout.innerAxes().get(i);
      int block = layout.innerBlocks().get(i);
      placed.add(new Placed(new Piece(axis, factors[axis], block), stride));
      factors[axis] *= block;
      stride *= block;
    }
    placed.removeIf(p -> p.piece().size() == 1);
    placed.sort(Comparator.comparingLong(Placed::stride));
    long dense = 1;
    for (Placed p : placed) {
      if (p.stride() != dense) {
        return Optional.empty();
      }
      dense *= p.piece().size();
    }
    return Optional.of(
        new Physical(placed.reversed().stream().map(Placed::piece).toList(), padded));
  }

  /** Returns whether an axis ends in padding. */
  boolean isPadded(Shape shape, int axis) {
    return padded.dim(axis) != shape.dim(axis);
  }

  /** Returns how far a row-major tensor with these axis strides moves with each piece. */
  long[] strides(long[] axisStrides) {
    return pieces.stream().mapToLong(p -> p.factor() * axisStrides[p.axis()]).toArray();
  }

  /** Returns the sizes of the pieces. */
  long[] sizes() {
    return pieces.stream().mapToLong(Piece::size).toArray();
  }
}
