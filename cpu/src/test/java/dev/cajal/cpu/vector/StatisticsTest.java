package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.Harness.float32;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.LogSoftmax;
import dev.cajal.op.Moments;
import dev.cajal.op.RandomUniform;
import dev.cajal.op.Softmax;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {

  @ParameterizedTest
  @ValueSource(strings = {"row-major", "channels-last", "blocked"})
  @DisplayName("mean and variance agree with the reference, also far from zero")
  void moments(String layout) {
    for (Shape shape :
        List.of(Shape.of(3, 21, 9, 7), Shape.of(8, 16, 14, 14), Shape.of(2, 1, 3, 1))) {
      for (List<Integer> axes : List.of(List.of(0, 2, 3), List.of(0, 1), List.of(0, 1, 2, 3))) {
        new Harness(9)
            .drawingFrom(99, 101)
            .checkRandom(
                new Moments(axes),
                List.of(float32(shape)),
                List.of(Harness.layout(layout, shape)),
                2e-6);
      }
    }
  }

  @Test
  @DisplayName("softmax and its logarithm agree with the reference for rows of any length")
  void softmax() {
    for (Shape shape :
        List.of(Shape.of(33, 10), Shape.of(5, 1), Shape.of(3, 4, 1000), Shape.of(70, 513))) {
      int last = shape.rank() - 1;
      for (Operation op : List.<Operation>of(new Softmax(last), new LogSoftmax(last))) {
        Harness harness = new Harness(3).drawingFrom(-30, 30);
        harness.check(op, List.of(harness.operand(float32(shape))), 3e-6);
        harness.portable().check(op, List.of(harness.operand(float32(shape))), 3e-6);
      }
    }
  }

  @Test
  @DisplayName("a class that is ruled out has probability zero")
  void minusInfinity() {
    HostArray x = new Harness(1).operand(float32(Shape.of(2, 20)));
    x.set(3, Double.NEGATIVE_INFINITY);
    x.set(24, 500);
    new Harness(1).check(new Softmax(1), List.of(x), 1e-6);
    new Harness(1).check(new LogSoftmax(1), List.of(x), 1e-6);
  }

  @Test
  @DisplayName("random numbers are those of the reference, bit for bit")
  void random() {
    HostArray state = HostArray.of(new TensorType(DType.INT64, Shape.of(2)), Memory.allocate(16));
    state.setLong(0, 0x1234_5678_9abc_def0L);
    state.setLong(1, 77);
    for (long n : new long[] {1, 4, 1023, 20_002}) {
      RandomUniform op = new RandomUniform(DType.FLOAT32, Shape.of(n), 0x5_0000_0009L);
      new Harness(1).check(op, List.of(state), 0);
    }
  }
}
