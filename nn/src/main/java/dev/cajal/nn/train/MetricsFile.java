package dev.cajal.nn.train;

import dev.cajal.nn.io.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a {@code metrics.csv} of a run. The file is replaced as a whole after each epoch, and cut
 * back to the checkpoint when the run is resumed.
 */
public final class MetricsFile implements TrainingListener {
  private final Path file;
  private final List<EpochRow> rows = new ArrayList<>();

  /** Creates the listener; the file is written when the run starts. */
  public MetricsFile(Path file) {
    this.file = file;
  }

  @Override
  public void onStart(RunStart start) {
    rows.clear();
    rows.addAll(start.rows());
    write();
  }

  @Override
  public void onEpoch(EpochRow row) {
    rows.add(row);
    write();
  }

  private void write() {
    StringBuilder text = new StringBuilder(EpochRow.header()).append('\n');
    rows.forEach(row -> text.append(row.csv()).append('\n'));
    try {
      AtomicFile.write(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
