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
import java.util.Arrays;
import java.util.List;
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
        .hasMessageContaining("these are weights of another model: 7 taken; 2 mismatched (")
        .hasMessageContaining("2.weight is float32[2, 3], the model has float32[5, 3]")
        .hasMessageNotContaining("\n");
    assertThat(wider.variable("0.weight").tensor().toArray()).isEqualTo(before);
    Module longer =
        new Sequential(new Linear(3), new BatchNorm(), new Linear(2), new Linear(2))
            .build(Shape.of(4), 1);
    assertThatThrownBy(() -> Weights.load(file, longer))
        .hasMessageContaining("2 missing (3.weight, 3.bias)");
    Module shorter = new Sequential(new Linear(3), new BatchNorm()).build(Shape.of(4), 1);
    assertThatThrownBy(() -> Weights.load(file, shorter)).hasMessageContaining("2 unexpected (2.");
  }

  @Test
  void whatFitsIsTakenAndTheRestIsReported() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Module saved = model(2, 1);
    Weights.save(file, saved, Map.of());
    Module wider = model(5, 2);
    List<Double> head = doubles(wider, "2.weight");
    WeightReport report = Weights.loadFitting(file, wider);
    assertThat(report.complete()).isFalse();
    assertThat(report.taken()).contains("0.weight", "1.running_mean").hasSize(7);
    assertThat(report.mismatched()).hasSize(2);
    assertThat(doubles(wider, "0.weight")).isEqualTo(doubles(saved, "0.weight"));
    assertThat(doubles(wider, "2.weight")).isEqualTo(head);
  }

  @Test
  void weightsAreFoundUnderOtherNames() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Module saved = model(2, 1);
    Weights.save(file, saved, Map.of());
    Module wrapped = new Sequential().then("body", new Linear(3)).build(Shape.of(4), 2);
    WeightReport report = Weights.loadFitting(file, wrapped, path -> path.replace("body.", "0."));
    assertThat(report.taken()).containsExactly("body.weight", "body.bias");
    assertThat(report.unexpected()).contains("2.weight").hasSize(7);
    assertThat(report).hasToString("2 taken; 7 unexpected (" + shown(report) + ", …)");
    assertThat(doubles(wrapped, "body.weight")).isEqualTo(doubles(saved, "0.weight"));
    Module copy = new Sequential().then("body", new Linear(3)).build(Shape.of(4), 3);
    assertThat(Weights.copyFitting(wrapped, copy, path -> path).complete()).isTrue();
    assertThat(doubles(copy, "body.weight")).isEqualTo(doubles(saved, "0.weight"));
  }

  private static String shown(WeightReport report) {
    return String.join(", ", report.unexpected().subList(0, 4));
  }

  private static List<Double> doubles(Module model, String path) {
    return Arrays.stream(model.variable(path).tensor().toDoubles()).boxed().toList();
  }
}
