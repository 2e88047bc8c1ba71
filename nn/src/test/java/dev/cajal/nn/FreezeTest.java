package dev.cajal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreezeTest {

  private static Module model() {
    Sequential features = new Sequential(new Linear(3), new BatchNorm(), new Linear(4));
    return new Sequential()
        .then("features", features)
        .then("classifier", new Linear(2))
        .build(Shape.of(4), 1);
  }

  @Test
  void parametersAreFrozenByAPatternOfTheirPaths() {
    Module model = model();
    model.freeze("features.*");
    assertThat(names(model)).containsExactly("classifier.weight", "classifier.bias");
    assertThat(model.state()).containsKey("features.0.weight");
    model.unfreeze();
    model.freeze("*.bias");
    assertThat(names(model))
        .containsExactly(
            "features.0.weight", "features.1.weight", "features.2.weight", "classifier.weight");
    model.module("features").freeze();
    assertThat(names(model)).containsExactly("classifier.weight");
  }

  @Test
  void aPatternThatMatchesNothingNamesTheNearestPaths() {
    assertThatThrownBy(() -> model().freeze("featurs.*"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'featurs.*' matches no parameter; the nearest are features.0.weight,"
                + " features.0.bias, features.1.weight");
    assertThatThrownBy(() -> model().freeze("*.bais")).hasMessageContaining(".bias");
    assertThatThrownBy(() -> model().freeze("features.1.running_mean"))
        .hasMessageContaining("matches no parameter");
  }

  private static List<String> names(Module model) {
    return model.parameters().stream().map(Variable::name).toList();
  }
}
