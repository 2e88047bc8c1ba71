package dev.cajal.nn;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import org.junit.jupiter.api.Test;

class ReceptiveFieldTest {
  private final Tensor image = new Variable("x", TensorType.float32(2, 1, 28, 20)).tensor();

  @Test
  void convolutionsAndPoolingsWidenIt() {
    Tensor maps = layers().apply(image);
    assertThat(maps.shape().dim(2)).isEqualTo(12);
    // 5 from −2, then 6 from −2 by steps of 2, then 14 from −2 − 1·2.
    assertThat(ReceptiveField.of(maps, image, 2)).contains(new ReceptiveField(-4, 14, 2));
    assertThat(ReceptiveField.of(maps, image, 3)).contains(new ReceptiveField(-4, 14, 2));
  }

  @Test
  void rowsAndColumnsAreFollowedEachForItself() {
    Module conv = new Conv2d(2, kernel(3, 1).stride(2, 1).floor());
    conv.build(image.shape().slice(1, 4), 1);
    Tensor maps = conv.apply(image);
    assertThat(ReceptiveField.of(maps, image, 2)).contains(new ReceptiveField(0, 3, 2));
    assertThat(ReceptiveField.of(maps, image, 3)).contains(new ReceptiveField(0, 1, 1));
  }

  @Test
  void aLayerThatSeesAllHasNone() {
    Module model = new Sequential(new Flatten(), new Linear(3));
    model.build(image.shape().slice(1, 4), 1);
    assertThat(ReceptiveField.of(model.apply(image), image, 2)).isEmpty();
  }

  private static Module layers() {
    Module model =
        new Sequential(
            new Conv2d(2, kernel(5).padding(2)),
            Activation.relu(),
            new MaxPool2d(2),
            new Conv2d(3, kernel(5).padding(1)));
    return model.build(Shape.of(1, 28, 20), 1);
  }
}
