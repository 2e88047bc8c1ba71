package dev.cajal.cli;

import static dev.cajal.cli.CommandRun.cajal;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fine-tuning and features as a user types them. */
class FinetuneTest {
  private static final String RUN = "run";

  @TempDir static Path folder;

  @BeforeAll
  static void train() throws IOException {
    TinyDigits.write(Files.createDirectory(folder.resolve("ten")), 10);
    TinyDigits.write(Files.createDirectory(folder.resolve("five")), 5);
    cajal("train", "mlp", "--data", at("ten"), "--epochs", "3", "--out", at(RUN));
  }

  @Test
  void aTunedRunIsARunLikeAnyOtherAndIsResumed() throws IOException {
    CommandRun tuned =
        cajal(
            "finetune",
            at(RUN),
            "--data",
            at("five"),
            "--samples",
            "50",
            "--epochs",
            "4",
            "--lr-factor",
            "fc1.*=0.1",
            "--out",
            at("tuned"));
    assertThat(tuned.status()).as(tuned.err()).isZero();
    assertThat(tuned.out()).contains("at most 50 training samples").contains("test accuracy");
    assertThat(Files.readString(folder.resolve("tuned/model.json")))
        .contains("--lr-factor 'fc1.*=0.1'", "--samples 50", "\"fc2.weight\"");
    assertThat(cajal("evaluate", at("tuned")).out()).contains("100 samples");
    byte[] before = Files.readAllBytes(folder.resolve("tuned/model.safetensors"));
    for (String killed : new String[] {"model.safetensors", "checkpoint/step-4.safetensors"}) {
      Files.delete(folder.resolve("tuned").resolve(killed));
    }
    CommandRun resumed = cajal("train", "--resume", at("tuned"));
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(folder.resolve("tuned/model.safetensors")).hasBinaryContent(before);
  }

  @Test
  void aFrozenBodyStaysAsItWasBehindAdaptationLayers() throws IOException {
    CommandRun tuned =
        cajal(
            "finetune",
            at(RUN),
            "--data",
            at("ten"),
            "--epochs",
            "1",
            "--freeze",
            "fc1.*",
            "--adapt",
            "16,8",
            "--out",
            at("adapted"));
    assertThat(tuned.status()).as(tuned.err()).isZero();
    String json = Files.readString(folder.resolve("adapted/model.json"));
    assertThat(json).contains("head.fca.weight", "head.fcc.bias").doesNotContain("\"fc2.weight");
    CommandRun again =
        cajal("features", at("adapted"), "--layer", "fc1", "--out", at("tuned-codes.npy"));
    assertThat(again.status()).as(again.err()).isZero();
    cajal("features", at(RUN), "--layer", "fc1", "--out", at("codes.npy"));
    assertThat(folder.resolve("codes.npy"))
        .hasSameBinaryContentAs(folder.resolve("tuned-codes.npy"));
    assertThat(Files.size(folder.resolve("codes.npy"))).isEqualTo(128 + 400 * 512 * 4);
    assertThat(Files.size(folder.resolve("codes-labels.npy"))).isEqualTo(128 + 400 * 8);
  }

  @Test
  void theHeadStaysIfTheClassesAreTheSame() throws IOException {
    CommandRun kept =
        cajal(
            "finetune",
            at(RUN),
            "--data",
            at("ten"),
            "--lr-factor",
            "*=0",
            "--epochs",
            "1",
            "--out",
            at("kept"));
    assertThat(kept.status()).as(kept.err()).isZero();
    assertThat(folder.resolve("kept/model.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("run/model.safetensors"));
    assertThat(
            cajal("features", at("kept"), "--part", "test", "--out", at("c.npz"), "--json").out())
        .contains("\"shape\":[512]", "\"samples\":100");
  }

  @Test
  void whatCannotBeMeantIsOneLine() throws IOException {
    assertOneLine(
        2,
        "--freeze 'fd1.*' matches no parameter; the nearest are fc1.weight",
        "finetune",
        at(RUN),
        "--data",
        at("ten"),
        "--freeze",
        "fd1.*");
    assertOneLine(
        2,
        "--lr-factor 'conv*' matches no parameter; the nearest are fc1.weight",
        "finetune",
        at(RUN),
        "--data",
        at("ten"),
        "--lr-factor",
        "conv*=0.1");
    assertOneLine(
        2,
        "--lr-factor fc1.* must be a number from 0 up, found -1.0",
        "finetune",
        at(RUN),
        "--data",
        at("ten"),
        "--lr-factor",
        "fc1.*=-1");
    assertOneLine(
        2,
        "--freeze leaves no parameter to be trained",
        "finetune",
        at(RUN),
        "--data",
        at("ten"),
        "--freeze",
        "*");
    assertOneLine(2, "finetune needs --data", "finetune", at(RUN));
    assertOneLine(
        2, "--samples must be at least 1", "finetune", at(RUN), "--data", "x", "--samples", "0");
    assertOneLine(
        2,
        "--head fc7: the model has no layer 'fc7'; the nearest are fc1, fc2",
        "finetune",
        at(RUN),
        "--data",
        at("five"),
        "--head",
        "fc7");
    assertOneLine(
        2,
        "--layer fc7: the model has no layer 'fc7'; the nearest are fc1, fc2",
        "features",
        at(RUN),
        "--layer",
        "fc7",
        "--out",
        at("x.npy"));
    assertOneLine(2, "must end in .npy or .npz", "features", at(RUN), "--out", at("x.csv"));
    assertThat(Path.of("runs")).doesNotExist();
  }

  @Test
  void aHeadOfTheWrongWidthIsNamed() throws IOException {
    TinyDigits.write(Files.createDirectory(folder.resolve("three")), 3);
    Path run = folder.resolve("narrow");
    copy(RUN, "narrow");
    String json = Files.readString(run.resolve("model.json"));
    Files.writeString(
        run.resolve("model.json"),
        json.replaceFirst("\"classes\" : \\[ \"0\", ", "\"classes\" : [ "));
    assertOneLine(
        2,
        "the head fc2 gives 9 scores, ten has 10 classes; use --head new",
        "finetune",
        at("narrow"),
        "--data",
        at("ten"),
        "--head",
        "keep");
  }

  @Test
  void weightsOfAnotherNetAndNewerFoldersAreOneLine() throws IOException {
    cajal("train", "softmax", "--data", at("ten"), "--epochs", "1", "--out", at("softmax"));
    copy(RUN, "mixed");
    Files.copy(
        folder.resolve("softmax/model.safetensors"),
        folder.resolve("mixed/model.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
    assertOneLine(
        1,
        "these are weights of another model: 0 taken; 4 missing (fc1.weight, fc1.bias, fc2.weight,"
            + " fc2.bias); 2 unexpected (fc.weight, fc.bias)",
        "finetune",
        at("mixed"),
        "--data",
        at("ten"));
    copy(RUN, "newer");
    Path model = folder.resolve("newer/model.json");
    Files.writeString(
        model, Files.readString(model).replaceFirst("\"format\" : 1,", "\"format\" : 2,"));
    assertOneLine(
        1,
        "has format 2, this version reads 1; update Cajal",
        "finetune",
        at("newer"),
        "--data",
        at("ten"));
  }

  private static void copy(String from, String to) throws IOException {
    Files.createDirectory(folder.resolve(to));
    for (String file : new String[] {"model.json", "model.safetensors"}) {
      Files.copy(folder.resolve(from).resolve(file), folder.resolve(to).resolve(file));
    }
  }

  private static void assertOneLine(int status, String part, String... args) {
    CommandRun outcome = cajal(args);
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(status);
    assertThat(outcome.err().lines().filter(line -> !line.startsWith("WARNING"))).hasSize(1);
    assertThat(outcome.err()).startsWith("cajal: ").contains(part);
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }
}
