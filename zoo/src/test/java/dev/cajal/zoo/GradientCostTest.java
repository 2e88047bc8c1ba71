package dev.cajal.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Costs;
import dev.cajal.nn.Module;
import dev.cajal.nn.loss.Losses;
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
  void aGradientCostsAboutTwoForwardPasses(String name) {
    Network network = Zoo.find(name);
    Module model = network.create();
    model.declare(network.input());
    Variable random = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    Trace trace = Trace.training(random);
    Variable images =
        new Variable("images", new TensorType(DType.FLOAT32, Shape.of(2).concat(network.input())));
    Variable labels = new Variable("labels", new TensorType(DType.INT64, Shape.of(2)));
    Tensor loss = Losses.crossEntropy(model.apply(images.tensor(trace)), labels.tensor(trace));
    Gradients gradients = Gradients.of(loss, model.parameters());
    List<Tensor> all = new ArrayList<>(List.of(loss));
    model.parameters().forEach(p -> all.add(gradients.get(p)));
    double forward = Costs.of(loss).multiplications();
    double both = Costs.of(all).multiplications();
    assertThat((both - forward) / forward).as("further forward passes").isBetween(0.9, 3.0);
  }
}
