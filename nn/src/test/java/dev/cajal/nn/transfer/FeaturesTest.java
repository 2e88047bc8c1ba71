package dev.cajal.nn.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.PixelDataset;
import dev.cajal.nn.data.Transform;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesTest {
  @TempDir private Path folder;

  static Dataset data(int count) {
    byte[] pixels = new byte[36 * count];
    new Random(3).nextBytes(pixels);
    int[] labels = new Random(4).ints(count, 0, 4).toArray();
    return new PixelDataset(
        HeadsTest.IMAGE, new byte[][] {pixels}, labels, List.of("a", "b", "c", "d"), "noise");
  }

  /** The first samples as the model takes them. */
  private static Tensor batch(Dataset data, int count) {
    Variable x = new Variable("x", TensorType.float32(count, 1, 6, 6));
    float[] values = new float[36 * count];
    for (int i = 0; i < count; i++) {
      data.read(i, values, 36 * i);
    }
    x.set(values);
    return x.tensor(Trace.evaluation());
  }

  @Test
  void codesAreWhatTheLayerPutsOutInUse() {
    Dataset data = data(70);
    for (Module model : List.of(HeadsTest.trained(1), HeadsTest.saved(HeadsTest.trained(1)))) {
      Features features = Features.after(model, HeadsTest.IMAGE, "classifier.2");
      assertThat(features.shape()).isEqualTo(Shape.of(8));
      assertThat(features.parameters()).contains("features.0.weight").hasSize(6);
      CodeSet codes = features.of(data, Transform.IDENTITY);
      assertThat(codes.size()).isEqualTo(70);
      assertThat(codes.classes()).isEqualTo(data.classes());
      assertThat(codes.label(69)).isEqualTo(data.label(69));
      float[] expected = hidden(HeadsTest.trained(1), batch(data, 70)).toArray();
      float[] row = new float[10];
      codes.read(69, row, 2);
      for (int i = 0; i < 8; i++) {
        assertThat(row[2 + i]).isCloseTo(expected[69 * 8 + i], within(1e-5f));
      }
      assertThat(codes.tensor().shape()).isEqualTo(Shape.of(70, 8));
    }
  }

  private static Tensor hidden(Module model, Tensor x) {
    Tensor y = model.module("features").apply(x);
    return model.module("classifier.2").apply(model.module("classifier.1").apply(y));
  }

  @Test
  void whatEntersTheHeadIsTheCode() {
    Module model = HeadsTest.trained(1);
    Features before = Features.before(model, HeadsTest.IMAGE, Heads.path(model));
    Features after = Features.after(model, HeadsTest.IMAGE, "classifier.2");
    Dataset data = data(5);
    assertThat(before.of(data, Transform.IDENTITY).tensor().toArray())
        .isEqualTo(after.of(data, Transform.IDENTITY).tensor().toArray());
    assertThat(Features.after(model, HeadsTest.IMAGE, "features.2").shape())
        .isEqualTo(Shape.of(3, 4, 4));
  }

  @Test
  void codesAreWrittenWithTheirLabelsBeside() throws IOException {
    Module model = HeadsTest.trained(1);
    CodeSet codes =
        Features.after(model, HeadsTest.IMAGE, "features").of(data(5), Transform.IDENTITY);
    Path file = folder.resolve("codes.npy");
    assertThat(codes.write(file)).containsExactly(file, folder.resolve("codes-labels.npy"));
    assertThat(Files.size(file)).isEqualTo(128 + 5 * 48 * 4);
    assertThat(codes.write(folder.resolve("codes.npz"))).hasSize(1);
    assertThatThrownBy(() -> codes.write(folder.resolve("codes.txt")))
        .hasMessageEndingWith("codes.txt must end in .npy or .npz");
  }

  @Test
  void layersWithoutOneOutputAreRefused() {
    Module model = HeadsTest.trained(1);
    assertThatThrownBy(() -> Features.after(model, HeadsTest.IMAGE, "classifier.3"))
        .hasMessage("layer 'classifier.3' computes nothing here; name the layer before it");
    assertThatThrownBy(() -> Features.after(model, HeadsTest.IMAGE, "fc9"))
        .hasMessageContaining("the model has no layer 'fc9'; the nearest are");
  }
}
