package dev.cajal.nn.watch;

import dev.cajal.nn.train.EpochRow;
import java.util.List;
import java.util.Optional;

/**
 * Training accuracy is poor and does not rise any more, and validation is no worse: the network
 * cannot do better.
 *
 * @param accuracy of training, below which the fit is poor
 * @param progress by how much, as a share, the training loss must fall in two epochs
 * @param gap by how much training accuracy may be above validation accuracy
 */
public record LowCapacity(double accuracy, double progress, double gap) implements Rule {
  private static final int EPOCHS = 2;

  @Override
  public Optional<Finding> check(History history) {
    List<EpochRow> rows = history.rows();
    if (rows.size() <= EPOCHS) {
      return Optional.empty();
    }
    EpochRow now = rows.getLast();
    double before = rows.get(rows.size() - 1 - EPOCHS).train().loss();
    double apart = now.validation().map(v -> now.train().accuracy() - v.accuracy()).orElse(0.0);
    if (now.train().accuracy() >= accuracy
        || now.train().loss() < (1 - progress) * before
        || apart >= gap) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Finding.Kind.LOW_CAPACITY,
            "training accuracy stays at %s, and the loss hardly fell in the last two epochs"
                    .formatted(Texts.percent(now.train().accuracy()))
                + now.validation().map(v -> "; validation is as good").orElse(""),
            "use more units or layers, regularise less, or train longer"));
  }
}
