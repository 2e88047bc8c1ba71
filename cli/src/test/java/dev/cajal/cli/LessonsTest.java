package dev.cajal.cli;

import static dev.cajal.cli.CommandRun.cajal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.viz.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pretraining, teachers and Monte Carlo dropout as a user types them. */
class LessonsTest {
  @TempDir static Path folder;

  @BeforeAll
  static void train() throws IOException {
    TinyDigits.write(Files.createDirectory(folder.resolve("ten")), 10);
    TinyDigits.write(Files.createDirectory(folder.resolve("five")), 5);
    cajal("train", "mlp-dropout", "--data", at("ten"), "--epochs", "2", "--out", at("teacher"));
  }

  @Test
  void pretrainedLayersAreAStageThatIsResumed() throws IOException {
    CommandRun first =
        cajal(
            "train",
            "deep-sigmoid",
            "--data",
            at("ten"),
            "--samples",
            "100",
            "--pretrain",
            "denoising",
            "--pretrain-epochs",
            "1",
            "--epochs",
            "2",
            "--out",
            at("deep"));
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(first.out())
        .containsSubsequence("pretrain fc1, epoch 1", "pretrain fc6, epoch 1", "epoch 2/2");
    assertThat(Files.readString(folder.resolve("deep/model.json")))
        .contains("--pretrain denoising --pretrain-epochs 1");
    byte[] before = Files.readAllBytes(folder.resolve("deep/model.safetensors"));
    for (String killed : new String[] {"model.safetensors", "checkpoint/step-8.safetensors"}) {
      Files.delete(folder.resolve("deep").resolve(killed));
    }
    CommandRun resumed = cajal("train", "--resume", at("deep"));
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.out()).doesNotContain("pretrain fc1, epoch");
    assertThat(folder.resolve("deep/model.safetensors")).hasBinaryContent(before);
  }

  @Test
  void aTeacherGivesHintsFirstAndSoftTargetsThen() throws IOException {
    CommandRun taught =
        cajal(
            "train",
            "thin",
            "--data",
            at("ten"),
            "--epochs",
            "1",
            "--teacher",
            at("teacher"),
            "--temperature",
            "3",
            "--hint",
            "relu4=relu1",
            "--json",
            "--out",
            at("student"));
    assertThat(taught.status()).as(taught.err()).isZero();
    assertThat(taught.out())
        .containsSubsequence("\"stage\":\"hint relu4=relu1\"", "\"event\":\"done\"");
    byte[] before = Files.readAllBytes(folder.resolve("student/model.safetensors"));
    Files.delete(folder.resolve("student/model.safetensors"));
    assertThat(cajal("train", "--resume", at("student")).status()).isZero();
    assertThat(folder.resolve("student/model.safetensors")).hasBinaryContent(before);
  }

  @Test
  void passesOfDropoutSayHowMuchTheyDisagree() throws IOException {
    Path image = folder.resolve("grey.png");
    Files.write(image, Picture.of(28, 28, new int[28 * 28]).png());
    CommandRun said = cajal("predict", at("teacher"), image.toString(), "--mc-dropout", "20");
    assertThat(said.status()).as(said.err()).isZero();
    assertThat(said.out()).contains(" ± ", "; entropy ", "mutual information ");
    String json =
        cajal("predict", at("teacher"), image.toString(), "--mc-dropout", "20", "--json").out();
    assertThat(json).contains("\"deviations\":{", "\"entropy\":", "\"mutual_information\":");
    cajal("train", "softmax", "--data", at("ten"), "--epochs", "1", "--out", at("linear"));
    assertOneLine(
        1,
        "the model draws no random numbers",
        "predict",
        at("linear"),
        image.toString(),
        "--mc-dropout",
        "20");
    assertOneLine(
        2,
        "--mc-dropout must be at least 2, found 1",
        "predict",
        at("teacher"),
        image.toString(),
        "--mc-dropout",
        "1");
  }

  @Test
  void whatCannotBeMeantIsOneLine() {
    assertOneLine(2, "no pretraining is called 'x'", "train", "mlp", "--pretrain", "x");
    assertOneLine(2, "goes with --pretrain", "train", "mlp", "--pretrain-epochs", "3");
    assertOneLine(2, "go with --teacher RUN", "train", "mlp", "--hint", "a=b");
    assertOneLine(
        2,
        "as relu2=relu1; found 'relu2'",
        "train",
        "mlp",
        "--teacher",
        at("teacher"),
        "--hint",
        "relu2");
    assertOneLine(
        2,
        "--temperature must be a positive number, found 0.0",
        "train",
        "mlp",
        "--teacher",
        at("teacher"),
        "--temperature",
        "0");
    assertOneLine(
        1,
        "the teacher knows the classes",
        "train",
        "mlp",
        "--data",
        at("five"),
        "--teacher",
        at("teacher"),
        "--out",
        at("a"));
    assertOneLine(
        1,
        "was trained on images of another size or normalisation",
        "train",
        "mlp",
        "--data",
        at("ten"),
        "--samples",
        "50",
        "--teacher",
        at("teacher"),
        "--out",
        at("b"));
    assertOneLine(
        1,
        "nothing is computed at 'nowhere'",
        "train",
        "mlp",
        "--data",
        at("ten"),
        "--teacher",
        at("teacher"),
        "--hint",
        "nowhere=relu1",
        "--out",
        at("c"));
    assertOneLine(
        1,
        "the model has no hidden linear layer",
        "train",
        "softmax",
        "--data",
        at("ten"),
        "--pretrain",
        "rbm",
        "--out",
        at("d"));
    assertOneLine(2, "give no others", "train", "--resume", at("teacher"), "--pretrain", "rbm");
  }

  private static void assertOneLine(int status, String part, String... arguments) {
    CommandRun outcome = cajal(arguments);
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(status);
    assertThat(outcome.err().lines().filter(line -> !line.startsWith("WARNING"))).hasSize(1);
    assertThat(outcome.err()).startsWith("cajal: ").contains(part);
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }
}
