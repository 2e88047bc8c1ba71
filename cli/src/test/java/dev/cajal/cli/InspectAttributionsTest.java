package dev.cajal.cli;

import static dev.cajal.cli.CommandRun.cajal;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trained network looks at, as a user asks for it. */
class InspectAttributionsTest {
  @TempDir static Path folder;

  @BeforeAll
  static void train() throws IOException {
    TinyDigits.write(Files.createDirectory(folder.resolve("data")), 10);
    for (String model : List.of("lenet5", "perceptron")) {
      CommandRun outcome =
          cajal(
              "train",
              model,
              "--data",
              at("data"),
              "--samples",
              "60",
              "--epochs",
              "1",
              "--out",
              at(model));
      assertThat(outcome.status()).as(outcome.err()).isZero();
    }
  }

  @Test
  void mapsOfTheMostProbableClassesBecomeAPage() {
    CommandRun outcome = inspect("lenet5", "saliency,integrated,occlusion", "--out", at("maps"));
    assertThat(outcome.out())
        .contains("saliency: 3 maps of image 0", "integrated: 3 maps", "occlusion: 3 maps");
    for (String file : List.of("saliency.svg", "integrated.png", "occlusion.svg")) {
      assertThat(folder.resolve("maps/figures").resolve(file)).isNotEmptyFile();
    }
    assertThat(folder.resolve("maps/index.html"))
        .content()
        .contains("Integrated gradients", "sum over the pixels");
  }

  @Test
  void unitsOfLayersAreProjectedBack() {
    CommandRun outcome = inspect("lenet5", "deconv,guided", "--top", "2", "--out", at("back"));
    assertThat(outcome.out()).contains("deconv: 2 layers for image 0", "guided: 2 layers");
    assertThat(folder.resolve("back/figures/deconv-relu1.svg")).content().contains("fields of");
    assertThat(folder.resolve("back/figures/guided-relu2.svg")).isNotEmptyFile();
    CommandRun one =
        inspect("lenet5", "guided,saliency", "--layer", "fc1", "--out", at("one"), "--json");
    assertThat(one.out()).contains("\"units\":{\"fc1\":[", "\"sums\":{\"fc1 ");
    assertThat(folder.resolve("one/figures/guided-fc1.png")).isNotEmptyFile();
  }

  @Test
  void classModelsAreDrawnForEveryClass() {
    CommandRun outcome = inspect("perceptron", "class-model", "--out", at("models"));
    assertThat(outcome.out()).contains("class-model: 10 images");
    assertThat(folder.resolve("models/figures/class-model.svg")).content().contains("and blur");
  }

  @Test
  void aNetworkWithoutRectifiersHasNoGuidedGradient() {
    CommandRun outcome = inspect("perceptron", "guided", "--out", at("none"));
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .contains(
            "the network has no rectifier, so that --what guided would show the plain gradient; use"
                + " --what saliency")
        .hasLineCount(1);
  }

  private static CommandRun inspect(String run, String what, String... options) {
    List<String> words = new ArrayList<>(List.of("inspect", at(run), "--what", what));
    words.addAll(List.of(options));
    return cajal(words.toArray(String[]::new));
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }
}
