package dev.cajal.cli;

import static dev.cajal.cli.CommandRun.cajal;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run keeps and tells beside its weights, as a user asks for it. */
class WatchingTest {
  @TempDir static Path folder;

  @BeforeAll
  static void writeBars() throws IOException {
    Path data = Files.createDirectory(folder.resolve("bars"));
    writeIdx(data, "train", 300);
    writeIdx(data, "t10k", 100);
  }

  @Test
  void aRunIsWatchedWhenAskedTo() throws IOException {
    Path run = folder.resolve("watched");
    Path events = folder.resolve("events");
    CommandRun outcome =
        train(run, "--epochs", "2", "--watch", "2", "--tensorboard", events.toString());
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(run.resolve("watch.csv"))
        .content()
        .startsWith("step,loss,parameters,")
        .contains("\n3,");
    assertThat(run.resolve("report.html")).content().contains("Inside the layers", "‖Δw‖ / ‖w‖");
    try (Stream<Path> files = Files.list(events)) {
      assertThat(files).singleElement().asString().contains("tfevents");
    }
    Path quiet = folder.resolve("quiet");
    assertThat(train(quiet, "--epochs", "1").status()).isZero();
    assertThat(quiet.resolve("watch.csv")).doesNotExist();
    assertThat(quiet.resolve("report.html")).content().doesNotContain("Inside the layers");
  }

  @Test
  void watchingDoesNotChangeTheWeights() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    train(one, "--epochs", "1", "--watch", "1");
    train(two, "--epochs", "1", "--watch", "off");
    assertThat(one.resolve("model.safetensors"))
        .hasSameBinaryContentAs(two.resolve("model.safetensors"));
  }

  @Test
  void troublesAreToldInPlainWords() {
    CommandRun wild =
        train(
            folder.resolve("wild"),
            "--epochs",
            "2",
            "--optimizer",
            "sgd",
            "--lr",
            "1e-7",
            "--watch",
            "auto",
            "--schedule",
            "constant");
    assertThat(wild.out())
        .containsOnlyOnce("  watch  a learning rate that is too low: ")
        .contains("raise the learning rate");
    CommandRun json =
        train(
            folder.resolve("json"),
            "--epochs",
            "1",
            "--optimizer",
            "sgd",
            "--lr",
            "1e-7",
            "--watch",
            "auto",
            "--schedule",
            "constant",
            "--json");
    assertThat(json.out()).contains("\"event\":\"finding\"", "\"kind\":\"a learning rate");
    CommandRun infinite =
        train(folder.resolve("infinite"), "--optimizer", "sgd", "--lr", "1e30", "--watch", "1");
    assertThat(infinite.out()).contains("  watch  numbers stopped being finite: in epoch 1");
    assertThat(infinite.err().lines()).hasSize(1);
  }

  @Test
  void theMovingAverageIsKeptAndJudged() throws IOException {
    Path run = folder.resolve("averaged");
    assertThat(train(run, "--epochs", "2", "--ema", "0.9").status()).isZero();
    assertThat(run.resolve("model.json")).content().contains("\"ema\" : 0.9", "--ema 0.9");
    byte[] average = Files.readAllBytes(run.resolve("model.ema.safetensors"));
    assertThat(Files.readAllBytes(run.resolve("model.safetensors"))).isNotEqualTo(average);
    assertThat(cajal("evaluate", run.toString(), "--ema").out()).contains("test accuracy");
    assertThat(cajal("train", "--resume", run.toString()).status()).isZero();
    assertThat(Files.readAllBytes(run.resolve("model.ema.safetensors"))).isEqualTo(average);
  }

  @Test
  void runsAndSnapshotsDecideTogether() {
    Path one = folder.resolve("member-1");
    Path two = folder.resolve("member-2");
    train(one, "--epochs", "4", "--snapshots", "2");
    train(two, "--epochs", "1", "--seed", "2");
    CommandRun both = cajal("evaluate", one.toString(), two.toString());
    assertThat(both.status()).as(both.err()).isZero();
    assertThat(both.out().lines().skip(1).filter(line -> !line.startsWith("note ")).toList())
        .hasSize(4)
        .element(3)
        .asString()
        .startsWith("ensemble of 2");
    CommandRun snapshots = cajal("evaluate", one.toString(), "--snapshots", "--json");
    assertThat(snapshots.out().lines()).hasSize(3);
    assertThat(snapshots.out())
        .contains("snapshot-2.safetensors", "\"event\":\"done\",\"model\":\"ensemble\"");
  }

  @Test
  void badInputIsOneLine() throws IOException {
    Path run = folder.resolve("plain");
    train(run, "--epochs", "1");
    String path = run.toString();
    for (String decay : new String[] {"0", "1", "1.5", "NaN"}) {
      assertOneLine(2, "--ema must be between 0 and 1", "train", "softmax", "--ema", decay);
    }
    assertOneLine(2, "--watch must be at least 1, or off", "train", "softmax", "--watch", "0");
    assertOneLine(2, "off or a number of steps, found 'x'", "train", "softmax", "--watch", "x");
    assertOneLine(
        2,
        "--snapshots 3 needs a multiple of 3 epochs, found 4; choose --epochs 6",
        "train",
        "softmax",
        "--epochs",
        "4",
        "--snapshots",
        "3");
    assertOneLine(
        2, "leave out --schedule", "train", "softmax", "--snapshots", "2", "--schedule", "cosine");
    assertOneLine(2, "give no others", "train", "--resume", path, "--ema", "0.9");
    assertOneLine(1, "keeps no moving average; cajal train --ema", "evaluate", path, "--ema");
    assertOneLine(1, "keeps no snapshots; cajal train --snap", "evaluate", path, "--snapshots");
    assertOneLine(2, "choose one", "evaluate", path, "--ema", "--snapshots");
    assertOneLine(1, "is no run folder", "evaluate", path, folder.resolve("gone").toString());
    Path other = Files.createDirectory(folder.resolve("other"));
    String json = Files.readString(run.resolve("model.json"));
    Files.copy(run.resolve("model.safetensors"), other.resolve("model.safetensors"));
    Files.writeString(other.resolve("model.json"), json.replaceFirst("\"1\"", "\"one\""));
    assertOneLine(1, "an ensemble needs the same classes", "evaluate", path, other.toString());
    Files.writeString(
        other.resolve("model.json"), json.replaceFirst("\"format\" : 1", "\"format\" : 2"));
    assertOneLine(1, "has format 2, this version reads 1", "evaluate", path, other.toString());
  }

  private static void assertOneLine(int status, String part, String... args) {
    CommandRun outcome = cajal(args);
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(status);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).startsWith("cajal: ").contains(part);
  }

  private static CommandRun train(Path run, String... more) {
    List<String> args = new ArrayList<>(List.of("train", "mlp", "--data"));
    args.add(folder.resolve("bars").toString());
    args.addAll(List.of("--batch", "50", "--out", run.toString()));
    args.addAll(List.of(more));
    return cajal(args.toArray(String[]::new));
  }

  /** Digits of bars: each class has its own bright rows. */
  private static void writeIdx(Path data, String part, int count) throws IOException {
    Random random = new Random(count);
    ByteBuffer images = ByteBuffer.allocate(16 + count * 784);
    images.putInt(0x803).putInt(count).putInt(28).putInt(28);
    ByteBuffer labels = ByteBuffer.allocate(8 + count);
    labels.putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      int label = i % 10;
      labels.put((byte) label);
      for (int p = 0; p < 784; p++) {
        boolean bright = p / 28 % 10 == label;
        images.put((byte) ((bright ? 60 : 0) + random.nextInt(150)));
      }
    }
    Files.write(data.resolve(part + "-images-idx3-ubyte"), images.array());
    Files.write(data.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }
}
