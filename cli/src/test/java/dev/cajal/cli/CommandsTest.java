package dev.cajal.cli;

import static dev.cajal.cli.CommandRun.cajal;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a user types them, on a small set of bright and dark digits. */
class CommandsTest {
  @TempDir static Path folder;

  @BeforeAll
  static void writeDigits() throws IOException {
    Path data = Files.createDirectory(folder.resolve("digits"));
    TinyDigits.write(data, 10);
  }

  @Test
  void trainsEvaluatesAndPredicts() throws IOException {
    Path run = folder.resolve("run");
    CommandRun trained =
        cajal("train", "softmax", "--data", data(), "--epochs", "3", "--out", run(run));
    assertThat(trained.status()).as(trained.err()).isZero();
    assertThat(trained.out()).contains("epoch 3/3").contains("test accuracy").contains("report");
    assertThat(run)
        .isDirectoryContaining("glob:**/model.json")
        .isDirectoryContaining("glob:**/model.safetensors")
        .isDirectoryContaining("glob:**/metrics.csv")
        .isDirectoryContaining("glob:**/report.html");
    CommandRun evaluated = cajal("evaluate", run(run), "--json");
    assertThat(evaluated.out())
        .contains("\"test_accuracy\":1.0", "\"test_top1_error\":0.0", "\"test_top5_error\":0.0");
    assertThat(trained.out()).contains("top-1 error 0.00 %, top-5 error 0.00 %");
    assertThat(run.resolve("report.html"))
        .content()
        .contains("Top-1 error", "Top-5 error", "How sure, and how right", "expected calibration");
    Path page = folder.resolve("page");
    CommandRun drawn = cajal("evaluate", run(run), "--out", page.toString());
    assertThat(drawn.out()).contains("area under ROC 1.0000", "calibration error", "index.html");
    assertThat(page.resolve("index.html")).content().contains("As sure as right?", "./cajal eval");
    assertThat(page.resolve("figures/02-roc.svg")).isNotEmptyFile();
    assertThat(page.resolve("figures/04-calibration.png")).isNotEmptyFile();
    assertOneLine(
        2,
        "--out writes the page of one model",
        "evaluate",
        run(run),
        run(run),
        "--out",
        page.toString());
    Path picture = folder.resolve("bright.bmp");
    Files.write(picture, brightBitmap());
    assertThat(cajal("predict", run(run), picture.toString(), "--top", "1").out())
        .contains("bright.bmp: 1 ");
    CommandRun again = cajal("train", "softmax", "--data", data(), "--out", run(run));
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("holds a run already").contains("--resume");
  }

  @Test
  void imagesAreBroughtToTheSizeOfTheNetwork() throws IOException {
    Path run = folder.resolve("resized");
    CommandRun trained =
        cajal("train", "lenet1989", "--data", data(), "--epochs", "1", "--out", run(run));
    assertThat(trained.status()).as(trained.err()).isZero();
    assertThat(trained.out()).contains(", resized to 16 × 16");
    assertThat(cajal("evaluate", run(run), "--data", data()).out()).contains("resized to 16 × 16");
    Path picture = folder.resolve("white.bmp");
    Files.write(picture, brightBitmap());
    assertThat(cajal("predict", run(run), picture.toString()).status()).isZero();
  }

  @Test
  void textIsLearntFromAFileAndWritten() throws IOException {
    Path text = folder.resolve("text.txt");
    Files.writeString(text, "to be or not to be\n".repeat(150));
    Path run = folder.resolve("text");
    CommandRun trained =
        cajal("train", "char-rnn", "--data", text.toString(), "--epochs", "1", "--out", run(run));
    assertThat(trained.status()).as(trained.err()).isZero();
    assertThat(trained.out()).contains("2,850 characters, 8 different", "top-5 error");
    CommandRun written =
        cajal("sample", run(run), "--length", "20", "--temperature", "0.5", "--prime", "to ");
    assertThat(written.status()).as(written.err()).isZero();
    assertThat(written.out()).startsWith("to ").hasSizeGreaterThanOrEqualTo(24);
    assertThat(cajal("evaluate", run(run), "--json").out()).contains("\"test_accuracy\":");
    assertThat(cajal("evaluate", run(run), "--data", text.toString()).status()).isZero();
    Path other = folder.resolve("other.txt");
    Files.writeString(other, "x".repeat(900));
    assertOneLine(1, "U+0078", "evaluate", run(run), "--data", other.toString());
    assertOneLine(2, "which is none of the 8", "sample", run(run), "--prime", "Zoo");
    assertOneLine(2, "--temperature must be", "sample", run(run), "--temperature", "-1");
    assertOneLine(2, "cajal sample lets it write", "predict", run(run), text.toString());
    assertOneLine(1, "no such text file", "train", "char-rnn", "--data", "nowhere.txt");
    assertOneLine(2, "are for images", "train", "char-rnn", "--augment", "flip");
  }

  @Test
  void theSameSeedGivesTheSameResultAndAResumedRunIsDone() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    for (Path run : new Path[] {one, two}) {
      cajal("train", "mlp", "--data", data(), "--epochs", "2", "--seed", "7", "--out", run(run));
    }
    assertThat(one.resolve("model.safetensors"))
        .hasSameBinaryContentAs(two.resolve("model.safetensors"));
    byte[] before = Files.readAllBytes(one.resolve("model.safetensors"));
    CommandRun resumed = cajal("train", "--resume", run(one));
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(Files.readAllBytes(one.resolve("model.safetensors"))).isEqualTo(before);
  }

  @Test
  void aRunKeepsItsPrecision() throws IOException {
    Path run = folder.resolve("fast");
    CommandRun trained =
        cajal(
            "train",
            "lenet5",
            "--data",
            data(),
            "--epochs",
            "1",
            "--batch",
            "100",
            "--precision",
            "fast",
            "--out",
            run(run));
    assertThat(trained.status()).as(trained.err()).isZero();
    assertThat(Files.readString(run.resolve("model.json")))
        .contains("\"precision\" : \"fast\"")
        .contains("--precision fast");
    assertThat(cajal("train", "--resume", run(run)).status()).isZero();
    assertThat(cajal("evaluate", run(run), "--precision", "strict", "--json").out())
        .contains("\"test_accuracy\":");
    assertOneLine(2, "give no others", "train", "--resume", run(run), "--precision", "strict");
    assertOneLine(2, "no precision is called 'x'", "evaluate", run(run), "--precision", "x");
  }

  @Test
  void wrongUsageIsOneLineAndStatusTwo() {
    assertOneLine(
        2, "no network is called 'lenet6'; the nearest names are lenet5", "train", "lenet6");
    assertOneLine(2, "--batch must be at least 1, found 0", "train", "lenet5", "--batch", "0");
    assertOneLine(2, "--epochs must be at least 1, found -3", "train", "lenet5", "--epochs", "-3");
    assertOneLine(2, "--lr must be a positive number", "train", "lenet5", "--lr", "NaN");
    assertOneLine(2, "no optimizer is called 'foo'", "train", "lenet5", "--optimizer", "foo");
    assertOneLine(2, "no schedule is called 'foo'", "train", "lenet5", "--schedule", "foo");
    assertOneLine(2, "--l1 must be a positive number", "train", "lenet5", "--l1", "-1");
    assertOneLine(2, "--max-norm must be a positive number", "train", "lenet5", "--max-norm", "0");
    assertOneLine(2, "no precision is called 'x'", "train", "lenet5", "--precision", "x");
    assertOneLine(2, "no augmentation is called 'x'", "train", "lenet5", "--augment", "x");
    assertOneLine(2, "train needs a MODEL", "train");
    assertOneLine(2, "'3xa' is no input size", "summary", "lenet5", "--input", "3xa");
    assertOneLine(2, "no workload starts with 'foo'", "bench", "foo");
    assertOneLine(2, "[PYTORCH, ONNXRUNTIME, DJL, DL4J]", "bench", "--against", "foo");
    assertOneLine(2, "Unknown option", "train", "lenet5", "--bacth", "3");
  }

  @Test
  void missingAndUnfitDataAreOneLineAndStatusOne() throws IOException {
    assertOneLine(1, "nowhere", "train", "lenet5", "--data", folder.resolve("nowhere").toString());
    Path run = folder.resolve("never");
    assertOneLine(
        1,
        "expects images of 3 × 32 × 32",
        "train",
        "convnetjs",
        "--data",
        data(),
        "--out",
        run(run));
    assertThat(run).doesNotExist();
    assertOneLine(1, "is no run folder", "evaluate", folder.resolve("nowhere").toString());
  }

  @Test
  void damagedRunFoldersAreOneLineAndStatusOne() throws IOException {
    Path run = folder.resolve("damaged");
    cajal("train", "softmax", "--data", data(), "--epochs", "1", "--out", run(run));
    byte[] weights = Files.readAllBytes(run.resolve("model.safetensors"));
    Files.write(run.resolve("model.safetensors"), Arrays.copyOf(weights, 500));
    assertOneLine(1, "model.safetensors", "evaluate", run(run));
    Files.writeString(run.resolve("model.json"), "{\"format\": 1, ");
    assertOneLine(1, "not valid JSON", "evaluate", run(run));
    Files.writeString(run.resolve("model.json"), "{\"format\": 99}");
    assertOneLine(1, "format 99", "evaluate", run(run));
  }

  @Test
  void aRunThatDivergesStopsAndSaysWhere() {
    Path run = folder.resolve("diverged");
    CommandRun outcome =
        cajal(
            "train",
            "mlp",
            "--data",
            data(),
            "--optimizer",
            "sgd",
            "--lr",
            "1e30",
            "--schedule",
            "constant",
            "--out",
            run(run));
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).contains("training stopped in epoch 1").contains("first in");
  }

  @Test
  void describesNetworks() {
    assertThat(cajal("summary", "lenet5").out()).contains("61,706 parameters");
    assertThat(cajal("summary", "vgg16", "--json").out()).contains("\"parameters\":138357544");
    assertThat(cajal("summary").out()).contains("lenet5").contains("vgg19-bn");
    assertThat(cajal("graph", "lenet5", "--format", "dot").out()).startsWith("digraph");
    assertThat(cajal("graph", "lenet5").out()).contains("<svg");
    assertThat(cajal("graph", "mlp", "--view", "operations").out()).contains("fc1.weight");
    assertThat(cajal("graph", "char-rnn", "--view", "folded").out()).contains("one step later");
    assertThat(cajal("graph", "char-rnn", "--view", "unfolded", "--steps", "3").out())
        .contains("unfolded, 3 of 64 steps");
    assertThat(cajal("data", "info", data()).out()).contains("400");
    assertThat(cajal("doctor").out()).contains("backend reference");
  }

  @Test
  void drawingsAreWrittenInTheFormatOfTheirName() throws IOException {
    Path file = folder.resolve("net.png");
    assertThat(cajal("graph", "mlp", "--out", file.toString()).status()).isEqualTo(0);
    assertThat(Files.readAllBytes(file)).startsWith(0x89, 'P', 'N', 'G');
    assertOneLine(
        2, "a PNG goes to a file; name one with --out", "graph", "mlp", "--format", "png");
    assertOneLine(2, "no layer is recurrent", "graph", "lenet5", "--view", "folded");
    assertOneLine(2, "--steps 0", "graph", "char-rnn", "--view", "unfolded", "--steps", "0");
  }

  @Test
  void publicDataSetsAreListedDescribedAndRefusedUnderAWrongName() {
    assertThat(cajal("data", "list").out()).contains("svhn").contains("fashion-mnist");
    assertThat(cajal("data", "info", "svhn").out()).contains("test_32x32.mat", "64,275,384");
    assertOneLine(
        2,
        "no data set is called 'cifar11'; the nearest names are cifar10",
        "data",
        "fetch",
        "cifar11");
  }

  @Test
  void everyCommandHasHelp() {
    Set<String> commands = Main.line().getSubcommands().keySet();
    assertThat(commands).contains("train", "search", "inspect", "lab");
    for (String command : commands) {
      CommandRun help = cajal(command, "--help");
      assertThat(help.status()).isZero();
      assertThat(help.out()).contains("Usage: cajal " + command);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"perceptron", "softmax", "mlp", "lenet1989", "lenet5-classic", "lenet5"})
  void checksGradientsOfSmallNetworks(String network) {
    CommandRun outcome = cajal("gradcheck", network, "--samples", "3");
    assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("all variables, direction 2", "weight[", "worst relative error", ": passed");
  }

  @Test
  void gradcheckReducesBigNetworksAndNeedsToKnowWhich() {
    CommandRun outcome =
        cajal("gradcheck", "allcnn", "--samples", "0", "--directions", "1", "--json");
    assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out()).contains("\"input\":[3,9,9]", "\"passed\":true", "\"checked\":1");
    assertOneLine(2, "gradcheck needs either the name of a network or --all", "gradcheck");
    assertOneLine(2, "either the name", "gradcheck", "mlp", "--all");
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

  private static String run(Path path) {
    return path.toString();
  }

  /** A Windows bitmap of 28 × 28 white pixels. */
  private static byte[] brightBitmap() {
    int size = 54 + 28 * 28 * 3;
    ByteBuffer bitmap = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    bitmap.put((byte) 'B').put((byte) 'M').putInt(size).putInt(0).putInt(54);
    bitmap.putInt(40).putInt(28).putInt(28).putShort((short) 1).putShort((short) 24);
    Arrays.fill(bitmap.array(), 54, size, (byte) 255);
    return bitmap.array();
  }
}
