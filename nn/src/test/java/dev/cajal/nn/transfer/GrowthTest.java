package dev.cajal.nn.transfer;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.io.WeightReport;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final Shape IMAGE = Shape.of(3, 8, 8);

  /** Blocks of convolutions with 4 maps each, then two linear layers. */
  private static Module net(long seed, int... blocks) {
    Sequential features = new Sequential();
    for (int convolutions : blocks) {
      for (int i = 0; i < convolutions; i++) {
        features.then(new Conv2d(4, kernel(3).padding(1))).then(relu());
      }
      features.then(new MaxPool2d(2));
    }
    Sequential classifier = new Sequential(new Linear(8), relu(), new Linear(2));
    return new Sequential()
        .then("features", features)
        .then("flatten", new Flatten())
        .then("classifier", classifier)
        .build(IMAGE, seed);
  }

  @Test
  void layersCorrespondBlockByBlock() {
    Growth growth = Growth.of(net(1, 1, 1), net(2, 2, 3), IMAGE);
    assertThat(growth.pairs())
        .containsOnly(
            entry("features.0", "features.0"),
            entry("features.5", "features.3"),
            entry("classifier.0", "classifier.0"),
            entry("classifier.2", "classifier.2"));
  }

  @Test
  void theRestStaysAsItWasDrawn() {
    Module shallow = net(1, 1, 1);
    Module deep = net(2, 2, 3);
    Module drawn = net(2, 2, 3);
    WeightReport report = Growth.of(shallow, deep, IMAGE).ends(1, 2).copy();
    assertThat(report.taken()).hasSize(6).contains("features.0.weight", "classifier.2.bias");
    assertThat(report.missing()).hasSize(8).contains("features.2.weight", "features.5.bias");
    assertThat(report.unexpected()).containsExactly("features.3.weight", "features.3.bias");
    assertThat(HeadsTest.doubles(deep.variable("features.0.weight")))
        .isEqualTo(HeadsTest.doubles(shallow.variable("features.0.weight")));
    assertThat(HeadsTest.doubles(deep.variable("features.5.weight")))
        .isEqualTo(HeadsTest.doubles(drawn.variable("features.5.weight")));
  }

  @Test
  void noMoreLayersCanBeKeptThanThereAre() {
    Growth growth = Growth.of(net(1, 1, 1), net(2, 2, 3), IMAGE);
    assertThatThrownBy(() -> growth.ends(3, 2))
        .hasMessage("the first 3 and the last 2 layers are asked for, the trained model has 4");
  }
}
