package dev.cajal.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Costs;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.recurrent.LastStep;
import dev.cajal.nn.recurrent.Lstm;
import dev.cajal.nn.recurrent.RecurrentOptions;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gradient for all parameters costs about two further forward passes, however many there are. */
class GradientCostTest {

  @ParameterizedTest
  @ValueSource(strings = {"lenet5", "vgg11", "allcnn", "mlp"})
  void aGradientOfANetworkCostsAboutTwoForwardPasses(String name) {
    Network network = Zoo.find(name);
    check(network.create(), network.input());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aGradientOfAnLstmCostsAboutTwoForwardPasses(boolean unrolled) {
    Lstm lstm = new Lstm(128, RecurrentOptions.recurrent().unrolled(unrolled));
    check(new Sequential(lstm, new LastStep(), new Linear(10)), Shape.of(20, 64));
  }

  private static void check(Module model, Shape sample) {
    model.declare(sample);
    Variable random = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    Trace trace = Trace.training(random);
    Variable inputs =
        new Variable("inputs", TensorType.float32(Shape.of(2).concat(sample).toArray()));
    Variable labels = new Variable("labels", new TensorType(DType.INT64, Shape.of(2)));
    Tensor loss = Losses.crossEntropy(model.apply(inputs.tensor(trace)), labels.tensor(trace));
    Gradients gradients = Gradients.of(loss, model.parameters());
    List<Tensor> all = new ArrayList<>(List.of(loss));
    model.parameters().forEach(p -> all.add(gradients.get(p)));
    double forward = Costs.of(loss).multiplications();
    double both = Costs.of(all).multiplications();
    assertThat((both - forward) / forward).as("further forward passes").isBetween(0.9, 3.0);
  }
}
