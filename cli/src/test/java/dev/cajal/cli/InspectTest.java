package dev.cajal.cli;

import static dev.cajal.cli.CommandRun.cajal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.viz.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking inside a trained network, as a user asks for it. */
class InspectTest {
  @TempDir static Path folder;

  @BeforeAll
  static void train() throws IOException {
    TinyDigits.write(Files.createDirectory(folder.resolve("data")), 10);
    train("lenet5", "lenet");
    train("perceptron", "perceptron");
  }

  private static void train(String model, String run) {
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
            at(run));
    assertThat(outcome.status()).as(outcome.err()).isZero();
  }

  @Test
  void activationsOfAnImageBecomeAPage() {
    CommandRun outcome = inspect("lenet", "--image", "3", "--out", at("page"));
    assertThat(outcome.out())
        .contains("data  data: 400 training", "activations: 12 layers for image 3 of")
        .contains("see " + at("page"));
    Path page = folder.resolve("page");
    assertThat(page.resolve("figures/activations-conv1.svg")).content().startsWith("<svg");
    assertThat(page.resolve("figures/activations-conv2.png")).isNotEmptyFile();
    assertThat(page.resolve("index.html"))
        .content()
        .contains("conv2: 16 maps of 10 × 10", "Content-Security-Policy", "./cajal inspect ")
        .doesNotContain("<script", "src=\"http", "flatten: ");
    CommandRun one = inspect("lenet", "--layer", "relu?", "--json");
    assertThat(one.out())
        .contains("\"event\":\"part\",\"name\":\"activations\"", "\"relu1\":{\"least\":0.0")
        .doesNotContain("conv1")
        .contains("{\"event\":\"done\"");
    assertThat(folder.resolve("lenet/inspect/index.html")).exists();
  }

  @Test
  void aFileIsInspectedWithoutData() throws IOException {
    Path picture = folder.resolve("page.png");
    Files.write(picture, Picture.of(30, 30, new int[900]).png());
    CommandRun outcome = inspect("lenet", "--image", picture.toString(), "--out", at("file"));
    assertThat(outcome.out()).contains("12 layers for page.png").doesNotContain("data  ");
  }

  @Test
  void codesBecomeNeighboursMapsAndAGrid() {
    CommandRun outcome =
        inspect(
            "lenet",
            "--what",
            "codes,pca,tsne,grid",
            "--samples",
            "100",
            "--out",
            at("maps"),
            "--top",
            "3");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains(
            "codes: ", "of the 3 nearest by code", "100 images, what enters fc3, perplexity 30")
        .contains("trustworthiness", "grid: 12 × 8 images, ");
    for (String figure : List.of("codes", "codes-more", "pca", "tsne", "grid")) {
      assertThat(folder.resolve("maps/figures").resolve(figure + ".svg"))
          .content()
          .startsWith("<svg");
      assertThat(folder.resolve("maps/figures").resolve(figure + ".png")).isNotEmptyFile();
    }
    CommandRun json =
        inspect("lenet", "--what", "pca", "--layer", "fc1", "--samples", "50", "--json");
    assertThat(json.out()).contains("\"name\":\"pca\",\"images\":50,\"variance\":0.");
    assertOneLine(
        2,
        "--layer: codes are those of one layer, the pattern fits conv1, conv2",
        "--what",
        "tsne",
        "--layer",
        "conv?");
    assertOneLine(
        2,
        "3 images are too few for a map; at least 4 are needed",
        "--what",
        "tsne",
        "--samples",
        "3");
  }

  @Test
  void filtersUnitsAndPatchesBecomeOnePage() {
    CommandRun outcome =
        inspect("lenet", "--what", "patches,filters,dead", "--top", "3", "--out", at("all"));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .containsPattern("filters: mean noise conv1 [01].\\d\\d, conv2 [01].\\d\\d")
        .containsPattern("dead: \\d+ of 226 units in 4 layers never positive on 400 images")
        .contains("patches: 2 layers over 400 images: conv1, conv2");
    assertThat(folder.resolve("all/index.html"))
        .content()
        .contains("conv1: 6 units, each sees 5 × 5", "conv2: 16 units, each sees 14 × 14")
        .contains("conv2.weight: 16 filters by noise");
    assertThat(folder.resolve("all/figures/patches-conv2.png")).isNotEmptyFile();
    CommandRun json =
        inspect("lenet", "--what", "dead,patches", "--layer", "relu4", "--json", "--samples", "50");
    assertThat(json.out()).contains("\"units\":84", "\"unit\":83,\"classes\":");
  }

  @Test
  void whatCannotBeMeantIsSaidInOneLine() {
    assertOneLine(
        2,
        "there is no part 'souls' to inspect; there are activations, filters,",
        "--what",
        "souls");
    assertOneLine(
        2,
        "nothing is computed at 'convv'; the nearest layers are conv1, conv2,",
        "--layer",
        "convv");
    assertOneLine(
        2, "--image 400: there are the images 0 to 399 of data (train)", "--image", "400");
    assertOneLine(2, "--image -1: there are the images 0 to", "--image", "-1");
    assertOneLine(2, "--samples must be at least 1, found 0", "--samples", "0");
    assertOneLine(2, "--top must be at least 1, found 0", "--top", "0");
    assertOneLine(1, "nowhere", "--data", at("nowhere"));
    assertOneLine(1, "there is no file", "--image", at("nothing.png"));
    for (String part : List.of("filters", "patches")) {
      CommandRun flat = inspect("perceptron", "--what", part);
      assertThat(flat.err())
          .contains(part + ": perceptron has no convolution with kernels larger than 1 × 1")
          .hasLineCount(1);
      assertThat(flat.status()).isEqualTo(2);
    }
    assertThat(inspect("perceptron", "--what", "dead").err())
        .contains("dead: perceptron has no rectifier, whose units can die; name layers by --layer");
    assertOneLine(2, "no convolution", "--what", "filters", "--layer", "fc*");
    CommandRun none = cajal("inspect", at("data"));
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("is no run folder").hasLineCount(1);
  }

  private static void assertOneLine(int status, String message, String... options) {
    CommandRun outcome = inspect("lenet", options);
    assertThat(outcome.err()).contains(message).hasLineCount(1);
    assertThat(outcome.status()).isEqualTo(status);
  }

  private static CommandRun inspect(String run, String... options) {
    List<String> words = new ArrayList<>(List.of("inspect", at(run)));
    words.addAll(List.of(options));
    return cajal(words.toArray(String[]::new));
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }
}
