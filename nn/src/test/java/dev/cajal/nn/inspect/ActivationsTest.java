package dev.cajal.nn.inspect;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.PathPattern;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.saved.SavedModel;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import org.junit.jupiter.api.Test;

class ActivationsTest {
  private static final Shape SAMPLE = Shape.of(1, 2, 2);

  /** Two units: the sum of the four pixels, and its negative. */
  static Module sums() {
    Module model =
        new Sequential()
            .then("conv", new Conv2d(2, kernel(2)))
            .then("relu", Activation.relu())
            .then("flatten", new Flatten())
            .then("drop", new Dropout(0.5))
            .then("scores", new Linear(1));
    model.build(SAMPLE, 1);
    model.variable("conv.weight").set(1, 1, 1, 1, -1, -1, -1, -1);
    model.variable("conv.bias").set(0.5, 0.5);
    model.variable("scores.weight").set(2, 3);
    model.variable("scores.bias").set(1);
    return model;
  }

  @Test
  void everyLayerIsSeenInItsOrder() {
    Tensor images = Tensor.of(Shape.of(2, 1, 2, 2), 1f, 2, 3, 4, -1, -2, -3, -4);
    Activations seen = Activations.of(sums(), images);
    assertThat(seen.layers()).containsExactly("conv", "relu", "flatten", "scores");
    assertThat(seen.at("conv").toArray()).containsExactly(10.5f, -9.5f, -9.5f, 10.5f);
    assertThat(seen.at("conv").shape()).isEqualTo(Shape.of(2, 2, 1, 1));
    assertThat(seen.at("relu").toArray()).containsExactly(10.5f, 0, 0, 10.5f);
    assertThat(seen.at("scores").toArray()).containsExactly(22, 32.5f);
  }

  @Test
  void aSavedGraphHasTheSameLayers() {
    Module model = sums();
    Module saved = SavedModel.of(model, SAMPLE).rebuild();
    model.state().forEach((path, v) -> saved.variable(path).set(v.tensor().values()));
    Tensor image = Tensor.of(Shape.of(1, 1, 2, 2), 1f, 2, 3, 4);
    Activations one = Activations.of(model, image);
    Activations other = Activations.of(saved, image);
    assertThat(other.layers()).isEqualTo(one.layers());
    for (String layer : one.layers()) {
      assertThat(other.at(layer).toArray()).isEqualTo(one.at(layer).toArray());
    }
  }

  @Test
  void whatSurroundsLayersPutsOutWhatItsLastPartDoes() {
    Module model =
        new Sequential()
            .then("body", new Sequential(new Conv2d(3, kernel(2)), new MaxPool2d(1)))
            .then("head", new Flatten());
    model.build(SAMPLE, 1);
    Tensor x = new Variable("x", TensorType.float32(1, 1, 2, 2)).tensor(Trace.evaluation());
    Layers layers = Layers.of(model.apply(x));
    assertThat(layers.output("body")).isEqualTo(layers.output("body.1"));
    assertThat(layers.paths(new PathPattern("body.*"))).containsExactly("body.0", "body.1");
  }

  @Test
  void unknownLayersAreNamedWithTheNearest() {
    Tensor image = Tensor.of(Shape.of(1, 1, 2, 2), 1f, 2, 3, 4);
    assertThatThrownBy(() -> Activations.of(sums(), image, new PathPattern("relo")))
        .hasMessage("nothing is computed at 'relo'; the nearest layers are relu, conv, scores");
    Activations some = Activations.of(sums(), image, new PathPattern("relu"));
    assertThatThrownBy(() -> some.at("conv"))
        .hasMessage("activations of layer 'conv' were not computed; there are [relu]");
  }
}
