package dev.cajal.nn.watch;

import java.util.ArrayList;
import java.util.List;

/**
 * What was measured of one layer at one step. NaN where the layer has no such thing: no parameters,
 * or no function that saturates.
 *
 * @param layer the path of the module
 * @param parameters how many numbers it learns
 * @param weightNorm ‖w‖ over its parameters, before the step
 * @param gradientNorm ‖∂loss/∂w‖ over its parameters
 * @param updateNorm ‖Δw‖, how far the step moved them
 * @param mean of its output
 * @param sd standard deviation of its output
 * @param quantiles of its output, at 5, 25, 50, 75 and 95 %
 * @param dead share of its units (channels) whose output is 0 for every sample
 * @param saturated share of its outputs where the slope of its sigmoid or tanh is below 4 % of the
 *     steepest
 * @param spread the largest difference of two units for one sample
 * @param histogram of its output
 */
public record LayerStats(
    String layer,
    long parameters,
    double weightNorm,
    double gradientNorm,
    double updateNorm,
    double mean,
    double sd,
    List<Double> quantiles,
    double dead,
    double saturated,
    double spread,
    Bins histogram) {
  static final List<Double> LEVELS = List.of(0.05, 0.25, 0.5, 0.75, 0.95);
  private static final int NUMBERS = 15;
  private static final int COLUMNS = NUMBERS + 3;

  /** Copies the quantiles. */
  public LayerStats {
    quantiles = List.copyOf(quantiles);
  }

  /**
   * Counts of values in equally wide bins.
   *
   * @param low the left edge of the first bin
   * @param high the right edge of the last
   * @param counts in each bin
   */
  public record Bins(double low, double high, List<Long> counts) {

    /** Copies the counts. */
    public Bins {
      counts = List.copyOf(counts);
    }
  }

  /** Returns ‖Δw‖ / ‖w‖: about 10⁻³ is usual; NaN without parameters. */
  public double ratio() {
    return updateNorm / weightNorm;
  }

  /** Returns the root mean square of the gradient, ‖g‖ / √n; NaN without parameters. */
  public double gradientScale() {
    return gradientNorm / Math.sqrt((double) parameters);
  }

  /** Says whether the layer has parameters that are trained. */
  public boolean trained() {
    return parameters > 0;
  }

  static String header() {
    return "parameters,weight_norm,gradient_norm,update_norm,mean,sd,q05,q25,median,q75,q95,dead,"
        + "saturated,spread,low,high,bins,layer";
  }

  /** Returns the columns of {@link #header}; absent numbers are empty. */
  String csv() {
    List<Double> numbers = new ArrayList<>(List.of(weightNorm, gradientNorm, updateNorm, mean, sd));
    numbers.addAll(quantiles);
    numbers.addAll(List.of(dead, saturated, spread, histogram.low(), histogram.high()));
    StringBuilder text = new StringBuilder().append(parameters);
    for (double number : numbers) {
      text.append(',').append(Double.isNaN(number) ? "" : Double.toString(number));
    }
    List<String> counts = histogram.counts().stream().map(c -> Long.toString(c)).toList();
    return text.append(',').append(String.join(" ", counts)).append(',').append(layer).toString();
  }

  /**
   * Reads what {@link #csv} wrote.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  static LayerStats parse(String csv) {
    // The path comes last and may hold commas.
    String[] cells = csv.split(",", COLUMNS);
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException(
          "a row of layers has %d columns, found %d".formatted(COLUMNS, cells.length));
    }
    double[] n = new double[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      n[i] = cells[i + 1].isEmpty() ? Double.NaN : Double.parseDouble(cells[i + 1]);
    }
    List<Long> counts = new ArrayList<>();
    for (String count : cells[NUMBERS + 1].split(" ", -1)) {
      counts.add(Long.valueOf(count));
    }
    return new LayerStats(
        cells[NUMBERS + 2],
        Long.parseLong(cells[0]),
        n[0],
        n[1],
        n[2],
        n[3],
        n[4],
        List.of(n[5], n[6], n[7], n[8], n[9]),
        n[10],
        n[11],
        n[12],
        new Bins(n[13], n[14], counts));
  }
}
