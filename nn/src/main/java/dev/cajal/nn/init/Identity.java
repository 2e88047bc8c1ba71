package dev.cajal.nn.init;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Shape;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;

/** Weights that hand their input on: ones on the diagonal, at the centre of the kernel. */
final class Identity {
  private Identity() {}

  static void initialise(Variable target, int groups) {
    Shape shape = Fans.weight(target.type());
    if (shape.dim(0) % groups != 0) {
      throw new IllegalArgumentException(
          "initialiser: identity in "
              + groups
              + " groups needs a multiple of them as outputs, found "
              + target.type());
    }
    MemorySegment memory = Memory.allocate(target.type().bytes());
    HostArray values = HostArray.of(target.type(), memory);
    long kernel = shape.slice(2, shape.rank()).count();
    long centre = 0;
    for (int axis = 2; axis < shape.rank(); axis++) {
      centre = centre * shape.dim(axis) + shape.dim(axis) / 2;
    }
    long out = shape.dim(0) / groups;
    long in = shape.dim(1);
    for (int group = 0; group < groups && kernel > 0; group++) {
      for (long i = 0; i < Math.min(out, in); i++) {
        values.set(((group * out + i) * in + i) * kernel + centre, 1);
      }
    }
    target.set(memory);
  }
}
