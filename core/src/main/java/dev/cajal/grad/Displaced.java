package dev.cajal.grad;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/**
 * A variable that is moved away from its value for finite differences, and put back.
 *
 * <p>A direction has the same size in every element, of random sign: the root mean square of the
 * variable, so that a step changes every layer by the same fraction; or {@link #AT_ZERO} where all
 * elements are 0, as in biases.
 */
final class Displaced {
  private static final double AT_ZERO = 0.1;

  private final Variable variable;
  private final MemorySegment original;
  private final MemorySegment moved;
  private final HostArray from;
  private final HostArray to;
  private final double scale;

  Displaced(Variable variable) {
    this.variable = variable;
    long bytes = variable.type().bytes();
    original = Memory.allocate(bytes);
    MemorySegment.copy(variable.rowMajor(), 0, original, 0, bytes);
    moved = Memory.allocate(bytes);
    MemorySegment.copy(original, 0, moved, 0, bytes);
    from = HostArray.of(variable.type(), original);
    to = HostArray.of(variable.type(), moved);
    double squares = 0;
    for (long i = 0; i < from.count(); i++) {
      squares += from.get(i) * from.get(i);
    }
    scale = squares == 0 ? AT_ZERO : Math.sqrt(squares / from.count());
  }

  Variable variable() {
    return variable;
  }

  /** Moves one element by a distance from the original value. */
  void moveElement(long element, double distance) {
    to.set(element, from.get(element) + distance);
    variable.set(moved);
    to.set(element, from.get(element));
  }

  /** Moves all elements along the direction of a seed, by a distance from the original value. */
  void moveAlong(long seed, double distance) {
    double width = distance * scale;
    SplittableRandom signs = new SplittableRandom(seed);
    for (long i = 0; i < from.count(); i++) {
      to.set(i, from.get(i) + (signs.nextInt() < 0 ? -width : width));
    }
    variable.set(moved);
    MemorySegment.copy(original, 0, moved, 0, original.byteSize());
  }

  /** Returns the derivative along the direction of a seed, from a gradient. */
  double along(long seed, MemorySegment gradient) {
    HostArray slopes = HostArray.of(variable.type(), gradient);
    SplittableRandom signs = new SplittableRandom(seed);
    double sum = 0;
    for (long i = 0; i < slopes.count(); i++) {
      sum += signs.nextInt() < 0 ? -slopes.get(i) : slopes.get(i);
    }
    return sum * scale;
  }

  void putBack() {
    variable.set(original);
  }
}
