package dev.cajal.nn.watch;

import dev.cajal.nn.train.EpochRow;
import java.util.List;

/**
 * What is known of a run so far.
 *
 * @param rows one for each finished epoch
 * @param records one for each look, the first one first
 */
public record History(List<EpochRow> rows, List<WatchRecord> records) {

  /** Copies the lists. */
  public History {
    rows = List.copyOf(rows);
    records = List.copyOf(records);
  }
}
