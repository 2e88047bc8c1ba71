package dev.cajal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Backends;
import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans of random graphs, fused and unfused, compute what the interpreter computes. */
class RandomGraphTest {
  private static final Shape SHAPE = Shape.of(3, 4, 5);

  static IntStream seeds() {
    return IntStream.range(0, 150);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void plansComputeWhatTheInterpreterComputes(int seed) {
    Random random = new Random(seed);
    List<Variable> variables = new ArrayList<>();
    List<Tensor> pool = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Variable variable = new Variable("v" + i, new TensorType(DType.FLOAT64, SHAPE));
      HostArray values = HostArray.of(variable.type(), variable.memory());
      for (long e = 0; e < values.count(); e++) {
        values.set(e, random.nextDouble() * 2 - 1);
      }
      variables.add(variable);
      pool.add(variable.tensor());
    }
    for (int i = 0; i < 4 + random.nextInt(25); i++) {
      pool.add(grown(random, pool));
    }
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      outputs.add(pool.get(pool.size() - 1 - random.nextInt(pool.size())));
    }
    Tensor guard = pool.getLast().mean();
    List<Assignment> assignments =
        List.of(
            new Assignment(variables.get(0), shaped(pool.get(random.nextInt(pool.size())))),
            new Assignment(variables.get(1), shaped(pool.getLast())));
    List<Tensor> all = new ArrayList<>(outputs);
    assignments.forEach(a -> all.add(a.value()));
    Capture capture = Capture.of(all, true, List.of());
    List<double[]> expected = new ArrayList<>();
    List<MemorySegment> computed = Interpreter.run(capture);
    for (int i = 0; i < all.size(); i++) {
      expected.add(doubles(all.get(i).type(), computed.get(i)));
    }
    List<double[]> before = variables.stream().map(v -> v.tensor().toDoubles()).toList();
    for (boolean fuse : new boolean[] {false, true}) {
      for (int v = 0; v < variables.size(); v++) {
        variables.get(v).set(Tensor.of(SHAPE, before.get(v)).values());
      }
      Step step =
          Step.compile(
              outputs,
              random.nextBoolean() ? List.of(guard) : List.of(),
              assignments,
              Backends.all(),
              fuse ? Pass.all() : Set.of(),
              StepOptions.plain()
                  .activations(
                      random.nextBoolean() && !outputs.isEmpty()
                          ? Activations.RECOMPUTE
                          : Activations.KEEP));
      step.run();
      for (int i = 0; i < outputs.size(); i++) {
        assertThat(doubles(step.type(i), step.output(i)))
            .containsExactly(expected.get(i), within(1e-9));
      }
      for (int a = 0; a < assignments.size(); a++) {
        assertThat(variables.get(a).tensor().toDoubles())
            .containsExactly(expected.get(outputs.size() + a), within(1e-9));
      }
      assertThat(variables.get(2).tensor().toDoubles()).isEqualTo(before.get(2));
    }
  }

  private static Tensor grown(Random random, List<Tensor> pool) {
    Tensor x = pool.get(random.nextInt(pool.size()));
    Tensor y = shaped(pool.get(random.nextInt(pool.size())));
    return switch (random.nextInt(14)) {
      case 0 -> x.add(y);
      case 1 -> shaped(x).mul(y);
      case 2 -> x.tanh();
      case 3 -> x.relu().sub(y);
      case 4 -> shaped(x).sumKeep(random.nextInt(3)).mul(0.1);
      case 5 -> shaped(x).maxKeep(0, 2);
      case 6 -> shaped(x).greater(y).where(y, shaped(x).neg());
      case 7 -> shaped(x).permute(2, 1, 0).mul(0.5).permute(2, 1, 0);
      case 8 -> shaped(x).reshape(4, 15).add(1).reshape(3, 4, 5);
      case 9 -> shaped(x).matmul(y.transpose()).matmul(y).mul(0.05);
      case 10 -> shaped(x).softmax(1);
      case 11 -> x.mul(2).add(0).mul(1).neg().neg();
      case 12 -> shaped(x).slice(1, 1, 3).pad(new long[] {0, 1, 0}, new long[] {0, 1, 0});
      default -> x.square().mean().sub(y);
    };
  }

  private static Tensor shaped(Tensor x) {
    return x.broadcastTo(SHAPE);
  }

  private static double[] doubles(TensorType type, MemorySegment memory) {
    HostArray array = HostArray.of(type, memory);
    return IntStream.range(0, Math.toIntExact(array.count())).mapToDouble(array::get).toArray();
  }
}
