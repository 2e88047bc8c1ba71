package dev.cajal.cli;

import static dev.cajal.cli.CommandRun.cajal;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command fit as a user types it, on noisy digits that differ in one bright column. */
class FitCommandTest {
  @TempDir static Path folder;

  @BeforeAll
  static void writeDigits() throws IOException {
    Path data = Files.createDirectory(folder.resolve("digits"));
    writeIdx(data, "train", 200);
    writeIdx(data, "t10k", 60);
  }

  @Test
  void listsEveryLearnerWithItsSettings() {
    CommandRun list = cajal("fit", "--list");
    assertThat(list.status()).isZero();
    assertThat(list.out())
        .contains("knn ", "kmeans", "template", "perceptron", "linear", "logistic", "svm")
        .contains("forest", "boosting", "k=1,3,5,7,9 metric=l2");
    assertThat(cajal("fit", "--list", "--json").out()).contains("\"name\":\"knn\"");
  }

  @Test
  void settingsAreChosenOnValidationSamples() {
    CommandRun knn =
        cajal("fit", "knn", "--data", data(), "--set", "k=1,3", "--set", "metric=l1,cosine");
    assertThat(knn.status()).as(knn.err()).isZero();
    assertThat(knn.out())
        .contains("k=1 metric=l1 scale=none  validation 100.00 %")
        .contains("k=3 metric=cosine scale=none  validation 100.00 %")
        .contains("fit   knn k=1 metric=l1")
        .contains("test accuracy 100.00 %, 60 samples, fitted on 200");
    CommandRun json = cajal("fit", "knn", "--data", data(), "--set", "pca=0,5", "--json");
    assertThat(json.out().lines()).hasSize(11);
    assertThat(json.out()).contains("\"event\":\"done\"", "\"test_accuracy\":1.0");
  }

  @Test
  void aLinearLearnerLeavesARunThatIsEvaluatedLikeANetwork() {
    for (String[] setting : new String[][] {{"svm", "pca=0"}, {"linear", "pca=12"}}) {
      Path run = folder.resolve(setting[0]);
      CommandRun fitted =
          cajal(
              "fit",
              setting[0],
              "--data",
              data(),
              "--set",
              setting[1],
              "--set",
              "scale=standard",
              "--out",
              run.toString());
      assertThat(fitted.status()).as(fitted.err()).isZero();
      assertThat(fitted.out()).contains("test accuracy 100.00 %", "a network of one layer");
      CommandRun evaluated = cajal("evaluate", run.toString(), "--json");
      assertThat(evaluated.status()).as(evaluated.err()).isZero();
      assertThat(evaluated.out()).contains("\"test_accuracy\":1.0");
    }
    assertOneLine(
        2,
        "holds a run already",
        "fit",
        "svm",
        "--data",
        data(),
        "--set",
        "l2=0",
        "--out",
        folder.resolve("svm").toString());
  }

  @Test
  void whatALayerSaysCanBeLearntFrom() {
    Path run = folder.resolve("source");
    cajal(
        "fit",
        "svm",
        "--data",
        data(),
        "--set",
        "l2=0",
        "--set",
        "epochs=5",
        "--out",
        run.toString());
    CommandRun codes = cajal("fit", "knn", "--data", data(), "--features", run + ":1", "--json");
    assertThat(codes.status()).as(codes.err()).isZero();
    assertThat(codes.out()).contains("\"test_accuracy\":1.0").doesNotContain("\"run\"");
    assertOneLine(
        2, "--features " + run + ":9", "fit", "knn", "--data", data(), "--features", run + ":9");
    assertOneLine(
        1,
        "is no run folder",
        "fit",
        "knn",
        "--data",
        data(),
        "--features",
        folder.resolve("no").toString());
  }

  @Test
  void everyLearnerFits() {
    for (String learner : new String[] {"kmeans", "template", "perceptron", "forest", "boosting"}) {
      CommandRun fitted =
          cajal(
              "fit",
              learner,
              "--data",
              data(),
              "--train",
              "100",
              "--out",
              folder.resolve("each-" + learner).toString(),
              "--set",
              small(learner));
      assertThat(fitted.status()).as(fitted.err()).isZero();
      assertThat(fitted.out()).contains("fitted on 100");
    }
  }

  private static String small(String learner) {
    return switch (learner) {
      case "kmeans" -> "k=10";
      case "forest" -> "trees=5";
      case "boosting" -> "rounds=3";
      case "template" -> "epochs=2";
      default -> "passes=2";
    };
  }

  @Test
  void whatCannotBeMeantIsOneLine() {
    assertOneLine(2, "no learner is called 'svn'; there are knn, kmeans", "fit", "svn");
    assertOneLine(2, "fit needs a LEARNER", "fit");
    assertOneLine(
        2, "knn has no setting 'c'; there are k, metric, scale, pca", "fit", "knn", "--set", "c=1");
    assertOneLine(2, "--set k=x: a whole number is needed", "fit", "knn", "--set", "k=x");
    assertOneLine(2, "k is 0; at least one", "fit", "knn", "--set", "k=0");
    assertOneLine(2, "no metric is called 'l3'", "fit", "knn", "--set", "metric=l3");
    assertOneLine(2, "--validation must be between 0 and 1", "fit", "knn", "--validation", "1");
    assertOneLine(
        1,
        "knn: k is 999, but there are 200 samples",
        "fit",
        "knn",
        "--data",
        data(),
        "--set",
        "k=999");
  }

  private static void assertOneLine(int status, String part, String... args) {
    CommandRun outcome = cajal(args);
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(status);
    assertThat(outcome.err().lines().filter(line -> !line.startsWith("WARNING"))).hasSize(1);
    assertThat(outcome.err()).startsWith("cajal: ").contains(part);
  }

  private static String data() {
    return folder.resolve("digits").toString();
  }

  private static void writeIdx(Path data, String part, int count) throws IOException {
    Random random = new Random(count);
    ByteBuffer images = ByteBuffer.allocate(16 + count * 64);
    images.putInt(0x803).putInt(count).putInt(8).putInt(8);
    ByteBuffer labels = ByteBuffer.allocate(8 + count);
    labels.putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      int label = i % 8;
      labels.put((byte) label);
      for (int p = 0; p < 64; p++) {
        images.put((byte) ((p % 8 == label ? 180 : 0) + random.nextInt(60)));
      }
    }
    Files.write(data.resolve(part + "-images-idx3-ubyte"), images.array());
    Files.write(data.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }
}
