package dev.cajal.nn.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was measured at one step.
 *
 * @param step counted from 1 over the whole run
 * @param loss of the samples that were looked at
 * @param layers in the order in which they compute
 */
public record WatchRecord(long step, double loss, List<LayerStats> layers) {

  /** Copies the layers. */
  public WatchRecord {
    layers = List.copyOf(layers);
  }

  /** Returns the layers that learn, in the order in which they compute. */
  public List<LayerStats> trained() {
    return layers.stream().filter(LayerStats::trained).toList();
  }

  /** Returns the median over the layers of ‖Δw‖ / ‖w‖; NaN if no layer has weights other than 0. */
  public double ratio() {
    List<Double> ratios =
        trained().stream()
            .map(LayerStats::ratio)
            .filter(Double::isFinite)
            .sorted(Comparator.naturalOrder())
            .toList();
    return ratios.isEmpty() ? Double.NaN : ratios.get(ratios.size() / 2);
  }

  /** Returns a layer by its path. */
  public Optional<LayerStats> layer(String path) {
    return layers.stream().filter(l -> l.layer().equals(path)).findFirst();
  }

  static String header() {
    return "step,loss," + LayerStats.header();
  }

  /** Returns one line for each layer. */
  List<String> csv() {
    return layers.stream().map(layer -> step + "," + loss + "," + layer.csv()).toList();
  }

  /**
   * Reads what {@link #csv} wrote, one record after the other.
   *
   * @throws IllegalArgumentException if a line is something else
   */
  static List<WatchRecord> parse(List<String> lines) {
    List<WatchRecord> records = new ArrayList<>();
    List<LayerStats> layers = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", 3);
      if (cells.length < 3) {
        throw new IllegalArgumentException("'" + lines.get(i) + "' is no row of a watched run");
      }
      layers.add(LayerStats.parse(cells[2]));
      long step = Long.parseLong(cells[0]);
      boolean last = i + 1 == lines.size() || !lines.get(i + 1).startsWith(step + ",");
      if (last) {
        records.add(new WatchRecord(step, Double.parseDouble(cells[1]), layers));
        layers.clear();
      }
    }
    return records;
  }
}
