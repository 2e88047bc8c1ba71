package dev.cajal.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.transform.Normalize;
import dev.cajal.vision.folder.ImageOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Facts about MNIST and CIFAR-10; skipped unless CAJAL_DATA names a folder that has them. */
class PublicDataTest {
  @Test
  void mnistIsReadAsItIs() throws IOException {
    DataSource mnist = open("mnist");
    assertThat(labels(mnist.train(), 10)).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
    assertThat(labels(mnist.test(), 10)).containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
    assertThat(counts(mnist.train()))
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertThat(counts(mnist.test()))
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    Normalize fitted = Normalize.fit(mnist.train());
    assertThat(fitted.mean().get(0)).isCloseTo(0.13066, within(1e-5));
    assertThat(fitted.std().get(0)).isCloseTo(0.30811, within(1e-5));
  }

  @Test
  void cifarImagesAreDecodedOutOfTheirArchive() throws IOException {
    DataSource cifar = open("cifar10");
    assertThat(cifar.train().shape()).isEqualTo(Shape.of(3, 32, 32));
    assertThat(cifar.classes()).startsWith("airplane", "automobile", "bird").endsWith("truck");
    assertThat(counts(cifar.train())).containsOnly(5000);
    assertThat(counts(cifar.test())).containsOnly(1000);
    Normalize fitted = Normalize.fit(cifar.train());
    double[] mean = {0.4913, 0.4821, 0.4465};
    double[] std = {0.2452, 0.2428, 0.2606};
    for (int c = 0; c < 3; c++) {
      assertThat(fitted.mean().get(c)).isCloseTo(mean[c], within(2e-4));
      assertThat(fitted.std().get(c)).isCloseTo(std[c], within(2e-4));
    }
  }

  private static DataSource open(String name) throws IOException {
    Environment environment = Environment.system();
    Path found = environment.data() == null ? null : DataSources.find(name, environment);
    assumeTrue(found != null, name + " is not in the folder that CAJAL_DATA names");
    return DataSources.resolve(name, environment, ImageOptions.AS_THEY_ARE, 1);
  }

  private static int[] labels(Dataset data, int count) {
    return IntStream.range(0, count).map(data::label).toArray();
  }

  private static int[] counts(Dataset data) {
    int[] counts = new int[10];
    for (int i = 0; i < data.size(); i++) {
      counts[data.label(i)]++;
    }
    return counts;
  }
}
