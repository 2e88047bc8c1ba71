package dev.cajal.cli;

import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.text.Alphabet;
import dev.cajal.nn.data.text.TextSource;
import dev.cajal.vision.DataSources;
import dev.cajal.vision.Environment;
import dev.cajal.zoo.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds text for the networks that read it. */
final class Texts {
  private Texts() {}

  /** Opens a file, or generates sentences if none is named. */
  static DataSource open(@Nullable String data, Environment environment, Network network, long seed)
      throws IOException {
    int steps = steps(network);
    return data == null
        ? TextSource.generated(seed, steps)
        : TextSource.open(file(data, environment), steps);
  }

  /** Opens a file for a model that knows its characters already. */
  static DataSource open(String data, Environment environment, Network network, List<String> known)
      throws IOException {
    return TextSource.open(file(data, environment), new Alphabet(known), steps(network));
  }

  private static int steps(Network network) {
    return Math.toIntExact(network.input().dim(0));
  }

  private static Path file(String data, Environment environment) throws NoSuchFileException {
    Path found = DataSources.find(data, environment);
    if (found == null || !Files.isRegularFile(found)) {
      throw new NoSuchFileException(
          data, null, "no such text file; give one in UTF-8, or no --data for generated sentences");
    }
    return found;
  }
}
