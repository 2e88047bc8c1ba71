package dev.cajal.classic;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.NonFiniteException;
import dev.cajal.graph.Step;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.loss.Loss;
import dev.cajal.nn.optim.Updates;
import dev.cajal.op.MatMul;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the linear map with the lowest mean loss plus l2/2 ‖W‖². */
final class LinearDescent {

  private LinearDescent() {}

  /**
   * Starts at 0 and goes down.
   *
   * @param targets [n] or [n, t], a row for each sample
   * @param loss of scores [batch, outputs] and the targets of the batch
   */
  static LinearMap fit(
      String learner,
      Tensor features,
      Tensor targets,
      int outputs,
      Loss loss,
      double l2,
      Descent how) {
    if (!(l2 >= 0) || l2 == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(learner + ": l2 is " + l2 + ", expected 0 or more");
    }
    int n = Math.toIntExact(features.dim(0));
    int batch = Math.min(n, how.batch());
    DType dtype = features.dtype();
    Variable weight =
        new Variable("weight", new TensorType(dtype, Shape.of(outputs, features.dim(1))));
    Variable bias = new Variable("bias", new TensorType(dtype, Shape.of(outputs)));
    Variable chosen = new Variable("chosen", new TensorType(DType.INT64, Shape.of(batch)));
    Tensor x = batch == n ? features : features.gather(0, chosen.tensor());
    Tensor y = batch == n ? targets : targets.gather(0, chosen.tensor());
    Tensor scores = Tensor.apply(new MatMul(false, true), x, weight.tensor()).add(bias.tensor());
    Tensor total = loss.of(scores, y).add(weight.tensor().square().sum().mul(l2 / 2));
    List<Variable> parameters = List.of(weight, bias);
    Updates updates = new Updates(how.optimizer(), parameters);
    Step step =
        Step.compile(List.of(total), List.of(total), updates.of(Gradients.of(total, parameters)));
    run(learner, step, updates, chosen, n, batch, how);
    return new LinearMap(weight.tensor(), bias.tensor());
  }

  private static void run(
      String learner, Step step, Updates updates, Variable chosen, int n, int batch, Descent how) {
    RandomStream random = new RandomStream(how.seed(), "descent");
    int[] order = IntStream.range(0, n).toArray();
    for (int epoch = 0; epoch < how.epochs(); epoch++) {
      updates.rate().fill(how.optimizer().rate() * (how.epochs() - epoch) / how.epochs());
      random.at(epoch, 0).shuffle(order, n);
      for (int first = 0; first + batch <= n; first += batch) {
        if (batch < n) {
          chosen.set(longs(order, first, batch));
        }
        try {
          step.run();
        } catch (NonFiniteException e) {
          throw new IllegalArgumentException(
              learner + ": the loss became infinite in epoch " + epoch + "; lower the rate", e);
        }
      }
    }
  }

  private static Tensor longs(int[] order, int first, int count) {
    long[] indices = IntStream.range(first, first + count).mapToLong(i -> order[i]).toArray();
    return Tensor.of(Shape.of(count), indices);
  }
}
