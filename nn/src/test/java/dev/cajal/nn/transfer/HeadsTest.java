package dev.cajal.nn.transfer;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.io.Weights;
import dev.cajal.nn.saved.SavedModel;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadsTest {
  static final Shape IMAGE = Shape.of(1, 6, 6);

  static Module trained(long seed) {
    Sequential features =
        new Sequential(new Conv2d(3, kernel(3)), new BatchNorm(), relu(), new Flatten());
    Sequential classifier =
        new Sequential(new Dropout(0.5), new Linear(8), relu(), new Dropout(0.5), new Linear(4));
    return new Sequential()
        .then("features", features)
        .then("classifier", classifier)
        .build(IMAGE, seed);
  }

  /** The same model as it comes from a file: a graph without its Java code. */
  static Module saved(Module model) {
    Module again = SavedModel.of(model, IMAGE).rebuild();
    Weights.copyFitting(model, again, path -> path);
    return again;
  }

  static Tensor images(int count) {
    Variable x = new Variable("images", TensorType.float32(count, 1, 6, 6));
    double[] values = new double[count * 36];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sin(i * i);
    }
    x.set(values);
    return x.tensor(Trace.evaluation());
  }

  @Test
  void theBodyKeepsItsWeightsAndTheHeadIsNew() {
    for (Module model : List.of(trained(1), saved(trained(1)))) {
      assertThat(Heads.path(model)).isEqualTo("classifier.4");
      Module tuned = Heads.replace(model, IMAGE, "classifier.4", new Linear(4), 7);
      assertThat(tuned.state().keySet())
          .containsExactlyInAnyOrderElementsOf(model.state().keySet());
      tuned
          .state()
          .forEach((path, variable) -> {
            boolean same = Arrays.equals(doubles(variable), doubles(model.variable(path)));
            assertThat(same).as(path).isEqualTo(!path.equals("classifier.4.weight"));
          });
      assertThat(tuned.apply(images(3)).shape()).isEqualTo(Shape.of(3, 4));
      assertThat(model.apply(images(3)).toArray()).hasSize(12);
    }
  }

  @Test
  void aHeadDependsOnItsSeedAndPathAlone() {
    Module one = Heads.replace(trained(1), IMAGE, "classifier.4", new Linear(5), 7);
    Module two = Heads.replace(saved(trained(2)), IMAGE, "classifier.4", new Linear(5), 7);
    assertThat(doubles(one.variable("classifier.4.weight")))
        .isEqualTo(doubles(two.variable("classifier.4.weight")));
  }

  @Test
  void theModelWithANewHeadCanBeSavedAndCutAgain() {
    Module tuned = Heads.replace(trained(1), IMAGE, "classifier.4", new Linear(5), 7);
    Module again = saved(tuned);
    assertThat(again.apply(images(3)).toArray()).isEqualTo(tuned.apply(images(3)).toArray());
    assertThat(Heads.path(again)).isEqualTo("classifier.4");
    Module third = Heads.replace(again, IMAGE, "classifier.1", new Linear(2), 7);
    assertThat(third.state()).doesNotContainKey("classifier.4.weight").hasSize(9);
    assertThat(third.apply(images(3)).shape()).isEqualTo(Shape.of(3, 2));
  }

  @Test
  void adaptationLayersStandOnTheBody() {
    Module head = Heads.adaptation(3, List.of(16L));
    Module tuned = Heads.replace(trained(1), IMAGE, "classifier.4", "adapt", head, 7);
    assertThat(tuned.state())
        .containsKeys("adapt.fca.weight", "adapt.fcb.bias", "features.1.running_var")
        .doesNotContainKey("classifier.4.weight");
    assertThat(tuned.variable("adapt.fca.weight").type().shape()).isEqualTo(Shape.of(16, 8));
    assertThat(tuned.apply(images(2)).shape()).isEqualTo(Shape.of(2, 3));
    assertThat(Heads.path(tuned)).isEqualTo("adapt.fcb");
  }

  @Test
  void whatCannotBeReplacedIsNamed() {
    assertThatThrownBy(() -> Heads.replace(trained(1), IMAGE, "classifer.4", new Linear(4), 7))
        .hasMessage(
            "the model has no layer 'classifer.4'; the nearest are classifier.4, classifier.0,"
                + " classifier.1");
    assertThatThrownBy(() -> Heads.replace(trained(1), IMAGE, "classifier.3", new Linear(4), 7))
        .hasMessage("layer 'classifier.3' computes nothing here; name the layer before it");
    assertThatThrownBy(
            () -> Heads.replace(trained(1), IMAGE, "classifier.4", new Conv2d(4, kernel(1)), 7))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(
            () -> Heads.replace(trained(1), IMAGE, "classifier.4", "features.0", new Linear(4), 7))
        .hasMessageContaining("two parts named '0'");
  }

  static double[] doubles(Variable variable) {
    return variable.tensor().toDoubles();
  }
}
