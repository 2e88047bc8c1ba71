package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Operation;
import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Reference evaluation on row-major arrays. */
final class Hosts {

  private Hosts() {}

  /**
   * Returns an array of zeros on the heap, which thousands of small evaluations are quickest with.
   */
  static HostArray allocate(TensorType type) {
    long[] words = new long[Math.toIntExact(Math.ceilDiv(type.bytes(), Long.BYTES))];
    return HostArray.of(type, MemorySegment.ofArray(words));
  }

  /** Returns a copy that may be changed. */
  static HostArray copy(HostArray array) {
    HostArray copy = allocate(array.type());
    copy.copyFrom(array);
    return copy;
  }

  /** Returns the results of an operation, floating types as float64 whatever the operands are. */
  static List<HostArray> exact(Operation operation, List<HostArray> inputs) {
    List<HostArray> outputs = new ArrayList<>();
    for (TensorType type : operation.infer(inputs.stream().map(HostArray::type).toList())) {
      outputs.add(allocate(type.dtype().isFloating() ? type.with(DType.FLOAT64) : type));
    }
    operation.forward(inputs, outputs);
    return outputs;
  }

  /** Returns the magnitudes of floating arrays, as float64; other arrays as they are. */
  static List<HostArray> magnitudes(List<HostArray> arrays) {
    List<HostArray> result = new ArrayList<>();
    for (HostArray array : arrays) {
      if (!array.type().dtype().isFloating()) {
        result.add(array);
        continue;
      }
      HostArray copy = allocate(array.type());
      for (long i = 0; i < copy.count(); i++) {
        copy.set(i, Math.abs(array.get(i)));
      }
      result.add(copy);
    }
    return result;
  }

  /** Returns Σ x·y. */
  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
