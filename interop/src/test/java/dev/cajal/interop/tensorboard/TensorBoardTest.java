package dev.cajal.interop.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.PixelDataset;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.train.EpochRow;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.train.TrainingResult;
import dev.cajal.nn.train.Validation;
import dev.cajal.nn.watch.LayerStats;
import dev.cajal.nn.watch.Watch;
import dev.cajal.nn.watch.Watching;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_250L));

  @TempDir private Path folder;

  private static byte[] value(byte[] event) {
    return Decoded.field(Decoded.field(event, 5).bytes(), 1).bytes();
  }

  @Test
  void eventsAreReadBackByAnotherDecoder() throws IOException {
    Path path;
    try (EventFile events = EventFile.create(folder, CLOCK)) {
      path = events.path();
      events.start(7);
      events.scalar("loss/größe", 300, 0.1);
      events.histogram(
          "w", 3_000_000_000L, Distribution.of(new float[] {-1, 0, 0.5f, 2, Float.NaN}));
      events.image("picture", 2, 5, 4, 3, new byte[] {1, 2, 3});
      events.text("note", 1, "**hello**");
    }
    assertThat(path).hasFileName("events.out.tfevents.1700000000.cajal.0");
    List<byte[]> records = Decoded.records(path);
    assertThat(records).hasSize(6);
    assertThat(Decoded.field(records.getFirst(), 3).text()).isEqualTo("brain.Event:2");
    assertThat(Double.longBitsToDouble(Decoded.field(records.getFirst(), 1).bits()))
        .isEqualTo(1_700_000_000.25);
    byte[] session = Decoded.field(records.get(1), 7).bytes();
    assertThat(Decoded.field(records.get(1), 2).bits()).isEqualTo(7);
    assertThat(Decoded.field(session, 1).bits()).isEqualTo(1);
    byte[] scalar = value(records.get(2));
    assertThat(Decoded.field(records.get(2), 2).bits()).isEqualTo(300);
    assertThat(Decoded.field(scalar, 1).text()).isEqualTo("loss/größe");
    assertThat(Float.intBitsToFloat((int) Decoded.field(scalar, 2).bits())).isEqualTo(0.1f);
    assertThat(Decoded.field(records.get(3), 2).bits()).isEqualTo(3_000_000_000L);
    byte[] histogram = Decoded.field(value(records.get(3)), 5).bytes();
    double[] first = new double[5];
    for (int i = 0; i < 5; i++) {
      first[i] = Double.longBitsToDouble(Decoded.field(histogram, i + 1).bits());
    }
    assertThat(first).containsExactly(new double[] {-1, 2, 4, 1.5, 5.25}, within(1e-9));
    double[] limits = Decoded.doubles(Decoded.field(histogram, 6).bytes());
    assertThat(limits).hasSize(30).isSorted();
    assertThat(limits[29]).isCloseTo(2, within(1e-9));
    assertThat(Decoded.doubles(Decoded.field(histogram, 7).bytes()))
        .hasSize(30)
        .contains(1.0, Index.atIndex(29));
    byte[] image = Decoded.field(value(records.get(4)), 4).bytes();
    assertThat(Decoded.fields(image)).extracting(Decoded.Field::number).containsExactly(1, 2, 3, 4);
    assertThat(Decoded.field(image, 1).bits()).isEqualTo(4);
    assertThat(Decoded.field(image, 4).bytes()).containsExactly(1, 2, 3);
    byte[] tensor = Decoded.field(value(records.get(5)), 8).bytes();
    assertThat(Decoded.field(tensor, 8).text()).isEqualTo("**hello**");
  }

  @Test
  void aRunIsWrittenWithWhatIsSeenOfItsLayers() throws IOException {
    Random random = new Random(1);
    byte[] pixels = new byte[160];
    random.nextBytes(pixels);
    Dataset data =
        new PixelDataset(
            Shape.of(1, 1, 2),
            new byte[][] {pixels},
            random.ints(80, 0, 2).toArray(),
            List.of("a", "b"),
            "noise");
    Module model =
        new Sequential(new Flatten(), new Linear(3), Activation.relu(), new Linear(2))
            .build(Shape.of(1, 1, 2), 1);
    TrainerOptions options =
        TrainerOptions.of(Adam.of(0.01)).epochs(2).batch(4).validation(Validation.of(0.2));
    TensorBoard board = new TensorBoard(folder);
    Watch watch = new Watch(model, options, Watching.every(8));
    watch.tell(board);
    TrainingResult result = new Trainer(model, options.listener(watch).listener(board)).train(data);

    Map<String, Map<Long, byte[]>> events = new LinkedHashMap<>();
    for (byte[] event : Decoded.records(only(folder))) {
      if (Decoded.has(event, 5)) {
        events
            .computeIfAbsent(Decoded.field(value(event), 1).text(), t -> new LinkedHashMap<>())
            .put(Decoded.field(event, 2).bits(), value(event));
      }
    }
    for (EpochRow row : result.rows()) {
      assertThat(scalar(events, "loss/train", row.step())).isEqualTo((float) row.train().loss());
      assertThat(scalar(events, "accuracy/validation", row.step()))
          .isEqualTo((float) row.validation().orElseThrow().accuracy());
    }
    assertThat(events).doesNotContainKey("top5/train");
    assertThat(events.get("loss/batch")).containsOnlyKeys(10L, 20L, 30L);
    assertThat(events.get("output/2")).containsOnlyKeys(1L, 9L, 17L, 25L);
    assertThat(events).doesNotContainKey("weight_norm/2");
    LayerStats layer = watch.last().orElseThrow().layer("3").orElseThrow();
    assertThat(scalar(events, "update_ratio/3", 25)).isEqualTo((float) layer.ratio());
  }

  @Test
  void aSecondFileGoesBesideTheFirstAndAFolderThatCannotBeIsNamed() throws IOException {
    EventFile.create(folder, CLOCK).close();
    EventFile.create(folder, CLOCK).close();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "events.out.tfevents.1700000000.cajal.0", "events.out.tfevents.1700000000.cajal.1");
    }
    Path file = Files.writeString(folder.resolve("file"), "");
    Module model = new Sequential(new Flatten(), new Linear(2)).build(Shape.of(1, 1, 2), 1);
    Dataset data =
        new PixelDataset(
            Shape.of(1, 1, 2), new byte[][] {{1, 2}}, new int[] {0}, List.of("a", "b"), "one");
    TrainerOptions options = TrainerOptions.of(Adam.of(0.1)).listener(new TensorBoard(file));
    assertThatThrownBy(() -> new Trainer(model, options).train(data))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot write events for TensorBoard into " + file);
    assertThatThrownBy(() -> new Distribution(0, 1, 0, 0, List.of(1.0), List.of()))
        .hasMessageContaining("found 1 and 0");
  }

  private static float scalar(Map<String, Map<Long, byte[]>> events, String tag, long step) {
    byte[] value = events.getOrDefault(tag, Map.of()).get(step);
    assertThat(value).as(tag + " at step " + step).isNotNull();
    return Float.intBitsToFloat((int) Decoded.field(Objects.requireNonNull(value), 2).bits());
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }
}
