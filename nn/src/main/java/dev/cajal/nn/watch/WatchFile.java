package dev.cajal.nn.watch;

import dev.cajal.nn.data.format.FormatException;
import dev.cajal.nn.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a watched run. It grows by a few lines at each look, and is replaced as a whole when
 * a run starts.
 */
final class WatchFile {
  private final Path file;

  WatchFile(Path file) {
    this.file = file;
  }

  /** Cuts the file back to a step and returns what is left; nothing at step 0. */
  List<WatchRecord> begin(long step) throws IOException {
    List<WatchRecord> kept = new ArrayList<>();
    if (step > 0 && Files.exists(file)) {
      kept.addAll(read(file).stream().filter(record -> record.step() <= step).toList());
    }
    StringBuilder text = new StringBuilder(WatchRecord.header()).append('\n');
    kept.forEach(record -> text.append(lines(record)));
    AtomicFile.write(file, text.toString());
    return kept;
  }

  void add(WatchRecord record) throws IOException {
    Files.writeString(file, lines(record), StandardOpenOption.APPEND);
  }

  private static String lines(WatchRecord record) {
    return String.join("\n", record.csv()) + "\n";
  }

  static List<WatchRecord> read(Path file) throws IOException {
    String text = Files.readString(file);
    // A process that was killed may have left half a line.
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(WatchRecord.header())) {
      throw new FormatException(file.toString(), 0, "this is no file of a watched run");
    }
    try {
      return WatchRecord.parse(lines.subList(1, lines.size()));
    } catch (IllegalArgumentException e) {
      throw new FormatException(file.toString(), 0, String.valueOf(e.getMessage()));
    }
  }
}
