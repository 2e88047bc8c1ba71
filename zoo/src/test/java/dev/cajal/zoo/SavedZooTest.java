package dev.cajal.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Module;
import dev.cajal.nn.saved.SavedModel;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SavedZooTest {

  static Stream<String> names() {
    return Zoo.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNetworkIsTheSameGraphAfterSaving(String name) {
    Network network = Zoo.find(name);
    Module model = network.create();
    model.declare(network.input());
    SavedModel saved = SavedModel.of(model, network.input());
    Module same = SavedModel.fromMap(saved.toMap()).rebuild();
    assertThat(same.state().keySet()).containsExactlyElementsOf(model.state().keySet());
    assertThat(SavedModel.of(same, network.input()).toMap()).isEqualTo(saved.toMap());
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "mlp", "lenet5", "convnetjs"})
  void smallNetworksComputeTheSameAfterSaving(String name) {
    Network network = Zoo.find(name);
    Module model = network.create().build(network.input(), 3);
    Module same = SavedModel.of(model, network.input()).rebuild();
    model.state().forEach((path, value) -> same.variable(path).set(value.rowMajor()));
    Variable images =
        new Variable("x", new TensorType(DType.FLOAT32, Shape.of(3).concat(network.input())));
    Random random = new Random(1);
    float[] pixels = new float[(int) images.type().shape().count()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    images.set(pixels);
    Tensor expected = model.apply(images.tensor());
    Tensor scores = same.apply(images.tensor());
    Tensor.evaluate(expected, scores);
    assertThat(scores.toArray()).containsExactly(expected.toArray()).hasSize(30);
    assertThat(List.of(scores.shape(), expected.shape())).containsOnly(Shape.of(3, 10));
  }
}
