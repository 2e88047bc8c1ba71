package dev.cajal.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cajal.backend.Shape;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoaderTest {
  private static final Shape SHAPE = Shape.of(1, 2, 2);
  private static final Dataset DATA = new Samples(103, SHAPE);
  private static final LoaderOptions SHUFFLED = LoaderOptions.ofBatch(10).shuffled(5);
  private static final Transform NOISE =
      input ->
          new Transform.Stage() {
            @Override
            public Shape shape() {
              return input;
            }

            @Override
            public void apply(float[] source, float[] target, RandomStream random) {
              for (int i = 0; i < source.length; i++) {
                target[i] = source[i] + random.nextFloat();
              }
            }
          };

  @Test
  void withoutShufflingSamplesComeInTheOrderOfTheDataset() {
    try (Loader loader = new Loader(DATA, LoaderOptions.ofBatch(10))) {
      assertThat(loader.batches()).isEqualTo(11);
      int expected = 0;
      Batch batch;
      do {
        batch = loader.next();
        assertThat(batch.first()).isEqualTo(expected);
        for (int i = 0; i < batch.size(); i++) {
          assertThat(batch.index(i)).isEqualTo(expected);
          assertThat(batch.label(i)).isEqualTo(expected % 3);
          for (int k = 0; k < 4; k++) {
            float value = batch.images().getAtIndex(ValueLayout.JAVA_FLOAT, 4L * i + k);
            assertThat(value).isEqualTo(expected + 1000f * k);
          }
          expected++;
        }
        assertThat(batch.next()).isEqualTo(expected);
      } while (!batch.last());
      assertThat(expected).isEqualTo(103);
      assertThat(batch.shape()).isEqualTo(Shape.of(3, 1, 2, 2));
      assertThat(batch.images().byteSize()).isEqualTo(3 * 4 * Float.BYTES);
      assertThat(batch.labels().byteSize()).isEqualTo(3 * Long.BYTES);
      assertThat(loader.next().epoch()).isEqualTo(1);
    }
  }

  @Test
  void everyEpochHasEverySampleOnceInANewOrder() {
    try (Loader loader = new Loader(DATA, SHUFFLED)) {
      List<Integer> first = epoch(loader);
      List<Integer> second = epoch(loader);
      assertThat(first).doesNotHaveDuplicates().hasSize(103).isNotEqualTo(second);
      assertThat(second).doesNotHaveDuplicates().hasSize(103);
    }
  }

  @Test
  void numbersDoNotDependOnThreadsOrPrefetch() {
    List<String> expected = contents(SHUFFLED.transform(NOISE).threads(0), 0, 0);
    for (int threads : new int[] {1, 2, 5}) {
      for (int prefetch : new int[] {1, 3, 40}) {
        LoaderOptions options = SHUFFLED.transform(NOISE).threads(threads).prefetch(prefetch);
        assertThat(contents(options, 0, 0)).isEqualTo(expected);
      }
    }
  }

  @Test
  void goingOnFromACheckpointGivesTheSameBatches() {
    LoaderOptions options = SHUFFLED.transform(NOISE).threads(2);
    List<String> all = contents(options, 0, 0);
    assertThat(contents(options, 0, 30)).isEqualTo(all.subList(3, all.size()));
    assertThat(contents(options, 0, 103)).isEqualTo(all.subList(11, all.size()));
    assertThat(contents(options, 1, 50)).isEqualTo(all.subList(16, all.size()));
  }

  @Test
  void seekingWhileThreadsWorkLosesNothing() {
    try (Loader loader = new Loader(DATA, SHUFFLED.threads(3))) {
      List<Integer> first = epoch(loader);
      for (int i = 0; i < 50; i++) {
        loader.next();
        loader.seek(0, 0);
      }
      assertThat(epoch(loader)).isEqualTo(first);
    }
  }

  @Test
  void anIncompleteLastBatchCanBeLeftOut() {
    try (Loader loader = new Loader(DATA, SHUFFLED.dropLast(true))) {
      assertThat(loader.batches()).isEqualTo(10);
      assertThat(epoch(loader)).hasSize(100);
      loader.seek(4, 95);
      assertThat(loader.next().epoch()).isEqualTo(5);
    }
  }

  @Test
  void epochsShorterThanTheRingKeepTheirOrder() {
    LoaderOptions options = LoaderOptions.ofBatch(200).shuffled(9).prefetch(6);
    assertThat(contents(options.threads(3), 0, 0)).isEqualTo(contents(options.threads(0), 0, 0));
  }

  @Test
  void aFailingSampleStopsTheLoaderWithItsMessage() {
    Transform failing =
        input ->
            new Transform.Stage() {
              @Override
              public Shape shape() {
                return input;
              }

              @Override
              public void apply(float[] source, float[] target, RandomStream random) {
                throw new IllegalArgumentException("sample is broken");
              }
            };
    try (Loader loader = new Loader(DATA, SHUFFLED.transform(failing))) {
      assertThatIllegalStateException()
          .isThrownBy(loader::next)
          .withMessage("reading a sample failed: sample is broken")
          .withCauseInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void wrongOptionsAreRefusedInOneLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoaderOptions.ofBatch(0))
        .withMessage("batch must be at least 1, found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SHUFFLED.threads(-1))
        .withMessage("loader threads must be at least 0, found -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Loader(new Samples(0, SHAPE), SHUFFLED).close())
        .withMessage("the dataset has no samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Loader(DATA, LoaderOptions.ofBatch(200).dropLast(true)).close())
        .withMessageStartingWith("103 samples do not fill one batch of 200");
    try (Loader loader = new Loader(DATA, SHUFFLED)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> loader.seek(0, 104))
          .withMessage("no sample 104 in epoch 0; an epoch has 103");
    }
  }

  @Test
  void aClosedLoaderGivesNothing() {
    Loader loader = new Loader(DATA, SHUFFLED);
    Batch batch = loader.next();
    int label = batch.label(0);
    loader.close();
    assertThat(batch.label(0)).isEqualTo(label);
    assertThatIllegalStateException().isThrownBy(loader::next).withMessage("the loader is closed");
  }

  private static List<Integer> epoch(Loader loader) {
    List<Integer> indices = new ArrayList<>();
    Batch batch;
    do {
      batch = loader.next();
      for (int i = 0; i < batch.size(); i++) {
        indices.add(batch.index(i));
      }
    } while (!batch.last());
    return indices;
  }

  private static List<String> contents(LoaderOptions options, int epoch, int sample) {
    List<String> contents = new ArrayList<>();
    try (Loader loader = new Loader(DATA, options)) {
      loader.seek(epoch, sample);
      Batch batch = loader.next();
      while (batch.epoch() < 3) {
        float[] images = batch.images().toArray(ValueLayout.JAVA_FLOAT);
        long[] labels = batch.labels().toArray(ValueLayout.JAVA_LONG);
        contents.add(
            "%d %d %s %s"
                .formatted(
                    batch.epoch(),
                    batch.first(),
                    Arrays.toString(images),
                    Arrays.toString(labels)));
        batch = loader.next();
      }
    }
    return contents;
  }
}
