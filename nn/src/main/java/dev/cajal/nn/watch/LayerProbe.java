package dev.cajal.nn.watch;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.grad.Gradients;
import dev.cajal.op.Sigmoid;
import dev.cajal.op.Tanh;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One layer of a traced model: the tensors that measure it. Its numbers are {@link #NUMBERS} of the
 * vector of all layers.
 */
record LayerProbe(String path, Tensor output, List<Variable> parameters) {
  static final int NUMBERS = 7;

  /** Where a slope is below 4 % of the steepest: σ′ = y(1 − y), tanh′ = 1 − y². */
  private static final double SIGMOID_BEND = 0.49;

  private static final double TANH_BEND = 0.98;
  private static final int DRAWN = 1024;

  /** Returns ‖w‖², ‖g‖², mean, variance, dead, saturated and spread, each [1]. */
  List<Tensor> numbers(Gradients gradients) {
    Tensor y = output.cast(DType.FLOAT32);
    Tensor mean = y.mean();
    List<Tensor> all = new ArrayList<>();
    all.add(squares(parameters.stream().map(Variable::tensor).toList()));
    all.add(squares(parameters.stream().map(gradients::get).toList()));
    all.add(mean);
    all.add(y.sub(mean).square().mean());
    all.add(y.rank() < 2 ? absent() : share(y.abs().max(allBut(y, 1)).equalTo(0)));
    all.add(saturated(y));
    all.add(y.rank() < 2 || y.dim(1) < 2 ? absent() : y.max(1).sub(y.min(1)).max());
    return all.stream().map(t -> t.reshape(1)).toList();
  }

  private Tensor saturated(Tensor y) {
    Op op = output.node().op();
    if (op instanceof Sigmoid) {
      return share(y.sub(0.5).abs().greaterOrEqual(SIGMOID_BEND));
    }
    return op instanceof Tanh ? share(y.abs().greaterOrEqual(TANH_BEND)) : absent();
  }

  private static Tensor squares(List<Tensor> tensors) {
    return tensors.stream()
        .map(t -> t.square().sum().cast(DType.FLOAT32))
        .reduce(Tensor::add)
        .orElseGet(LayerProbe::absent);
  }

  private static Tensor share(Tensor truths) {
    return truths.cast(DType.FLOAT32).mean();
  }

  private static Tensor absent() {
    return Tensor.scalar(DType.FLOAT32, Double.NaN);
  }

  private static int[] allBut(Tensor y, int axis) {
    return IntStream.range(0, y.rank()).filter(a -> a != axis).toArray();
  }

  /** Returns some outputs, the same places every time: all of them if they are few. */
  Tensor drawn() {
    long count = output.shape().count();
    Tensor flat = output.cast(DType.FLOAT32).reshape(count);
    if (count <= DRAWN) {
      return flat;
    }
    SplittableRandom random = new SplittableRandom(count);
    long[] places = IntStream.range(0, DRAWN).mapToLong(i -> random.nextLong(count)).toArray();
    Arrays.sort(places);
    return flat.gather(0, Tensor.of(Shape.of(DRAWN), places));
  }

  long learned() {
    return parameters.stream().mapToLong(p -> p.type().shape().count()).sum();
  }
}
