package dev.cajal.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.format.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
  @TempDir private Path folder;

  private static Module model(int out, long seed) {
    return new Sequential(new Linear(3), new BatchNorm(), new Linear(out)).build(Shape.of(4), seed);
  }

  @Test
  void parametersAndBuffersComeBack() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Module saved = model(2, 1);
    Weights.save(file, saved, Map.of("seed", "1"));
    Module loaded = model(2, 2);
    assertThat(Weights.load(file, loaded)).containsExactlyEntriesOf(Map.of("seed", "1"));
    saved
        .state()
        .forEach((path, variable) ->
            assertThat(loaded.variable(path).tensor().toDoubles())
                .as(path)
                .isEqualTo(variable.tensor().toDoubles()));
  }

  @Test
  void weightsOfAnotherModelAreRefusedAndNothingChanges() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Weights.save(file, model(2, 1), Map.of());
    Module wider = model(5, 2);
    float[] before = wider.variable("0.weight").tensor().toArray();
    assertThatThrownBy(() -> Weights.load(file, wider))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("2.weight is float32[2, 3], the model has float32[5, 3]");
    assertThat(wider.variable("0.weight").tensor().toArray()).isEqualTo(before);
    Module longer =
        new Sequential(new Linear(3), new BatchNorm(), new Linear(2), new Linear(2))
            .build(Shape.of(4), 1);
    assertThatThrownBy(() -> Weights.load(file, longer))
        .hasMessageContaining("there is no tensor '3.weight'");
    Module shorter = new Sequential(new Linear(3), new BatchNorm()).build(Shape.of(4), 1);
    assertThatThrownBy(() -> Weights.load(file, shorter))
        .hasMessageContaining("tensor '2.")
        .hasMessageContaining("unknown to the model");
  }
}
