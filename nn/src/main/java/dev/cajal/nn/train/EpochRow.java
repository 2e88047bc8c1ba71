package dev.cajal.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known after an epoch; one row of {@code metrics.csv}.
 *
 * @param epoch counted from 1
 * @param step how many steps the run has taken
 * @param rate the learning rate of the last step
 * @param train measured while training, so with dropout and before each update
 * @param validation measured on the validation samples at the end of the epoch, if there are any
 * @param gradientNorm the mean length of the gradient over the steps of the epoch
 * @param seconds spent on the training steps of this epoch, without validation
 * @param imagesPerSecond training samples per second
 * @param stall the share of the seconds for which steps waited for their batch
 */
public record EpochRow(
    int epoch,
    long step,
    double rate,
    Metrics train,
    Optional<Metrics> validation,
    double gradientNorm,
    double seconds,
    double imagesPerSecond,
    double stall) {
  private static final int COLUMNS = 13;

  /** Returns the names of the columns of {@link #csv}. */
  public static String header() {
    return "epoch,step,learning_rate,train_loss,train_accuracy,train_top5,validation_loss,"
        + "validation_accuracy,validation_top5,gradient_norm,seconds,images_per_second,stall";
  }

  /**
   * Returns this row as text that {@link #parse} reads back without loss; absent numbers are empty.
   */
  public String csv() {
    Metrics judged = validation.orElse(new Metrics(Double.NaN, Double.NaN, Double.NaN));
    double[] numbers = {
      rate,
      train.loss(),
      train.accuracy(),
      train.top5(),
      judged.loss(),
      judged.accuracy(),
      judged.top5(),
      gradientNorm,
      seconds,
      imagesPerSecond,
      stall
    };
    StringBuilder text = new StringBuilder().append(epoch).append(',').append(step);
    for (double number : numbers) {
      text.append(',').append(Double.isNaN(number) ? "" : Double.toString(number));
    }
    return text.toString();
  }

  /**
   * Reads a row.
   *
   * @throws IllegalArgumentException if the text is not a row
   */
  public static EpochRow parse(String csv) {
    String[] cells = csv.split(",", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException(
          "a row of metrics has %d columns, found %d".formatted(COLUMNS, cells.length));
    }
    List<Double> numbers = new ArrayList<>();
    for (String cell : cells) {
      numbers.add(cell.isEmpty() ? Double.NaN : Double.parseDouble(cell));
    }
    Metrics train = new Metrics(numbers.get(3), numbers.get(4), numbers.get(5));
    Metrics judged = new Metrics(numbers.get(6), numbers.get(7), numbers.get(8));
    return new EpochRow(
        Integer.parseInt(cells[0]),
        Long.parseLong(cells[1]),
        numbers.get(2),
        train,
        cells[7].isEmpty() ? Optional.empty() : Optional.of(judged),
        numbers.get(9),
        numbers.get(10),
        numbers.get(11),
        numbers.get(12));
  }

  /** Returns the epoch with the best validation, the first among equals. */
  public static OptionalInt best(List<EpochRow> rows) {
    EpochRow best = null;
    for (EpochRow row : rows) {
      if (row.validation().isPresent()
          && (best == null || row.validation().get().betterThan(best.validation().orElseThrow()))) {
        best = row;
      }
    }
    return best == null ? OptionalInt.empty() : OptionalInt.of(best.epoch());
  }
}
