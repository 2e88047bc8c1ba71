package dev.cajal.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.grad.Topology;
import dev.cajal.nn.Module;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.recurrent.Lstm;
import dev.cajal.nn.recurrent.RecurrentOptions;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gradient of all parameters costs about two further forwards, however many there are. */
class GradientCostTest {

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "lenet5", "convnetjs", "allcnn", "alexnet", "vgg11", "vgg16-bn"})
  void aGradientCostsAboutTwoFurtherForwards(String name) {
    Network network = Zoo.find(name);
    Module model = network.create();
    model.declare(network.input());
    Variable labels = new Variable("labels", new TensorType(DType.INT64, Shape.of(8)));
    double further =
        furtherForwards(
            model,
            network.input(),
            y -> Losses.crossEntropy(y, labels.tensor(Objects.requireNonNull(y.trace()))));
    assertThat(further).as(name).isBetween(0.9, 2.2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void soDoesThatOfARecurrentLayer(boolean unrolled) {
    RecurrentOptions options = RecurrentOptions.recurrent().numLayers(2);
    Lstm lstm = new Lstm(64, options.unrolled(unrolled));
    Shape sequence = Shape.of(20, 32);
    lstm.declare(sequence);
    assertThat(furtherForwards(lstm, sequence, y -> y.square().mean())).isBetween(0.9, 3.0);
  }

  /** The multiplications of a gradient, in those of the loss. */
  private static double furtherForwards(
      Module model, Shape sample, UnaryOperator<Tensor> criterion) {
    Variable batch =
        new Variable("batch", new TensorType(DType.FLOAT32, Shape.of(8).concat(sample)));
    Tensor loss = criterion.apply(model.apply(batch.tensor(Trace.building())));
    Gradients gradients = Gradients.of(loss, model.parameters());
    List<Tensor> all = new ArrayList<>(model.parameters().stream().map(gradients::get).toList());
    all.add(loss);
    double forward = Topology.cost(List.of(loss)).multiplications();
    double both = Topology.cost(all).multiplications();
    return (both - forward) / forward;
  }
}
