package dev.cajal.cli;

import dev.cajal.nn.train.EpochRow;
import dev.cajal.nn.train.Metrics;
import dev.cajal.nn.train.Progress;
import dev.cajal.nn.train.RunStart;
import dev.cajal.nn.train.TrainingListener;
import dev.cajal.nn.train.TrainingResult;
import java.util.Locale;
import java.util.Optional;

/** Shows a run to a person: a bar that moves on a terminal, one line an epoch in any case. */
final class Console implements TrainingListener {
  private static final int BAR = 24;

  /** The share of an epoch from which waiting for data is worth a word. */
  private static final double SELDOM = 0.02;

  private static final long REFRESH_NANOS = 100_000_000;

  private final Common common;
  private final Settings settings;
  private final boolean terminal;
  private long shown;

  Console(Common common, Settings settings) {
    this.common = common;
    this.settings = settings;
    this.terminal =
        Optional.ofNullable(System.console()).map(console -> console.isTerminal()).orElse(false);
  }

  @Override
  public void onStart(RunStart start) {
    common
        .out()
        .printf(
            Locale.ROOT,
            "net   %s, %s, %s, batch %d, %d epochs, seed %d%n",
            settings.model(),
            settings.chosenOptimizer(),
            settings.chosenSchedule(),
            settings.chosenBatch(),
            start.epochs(),
            settings.seed());
    start
        .checkpoint()
        .ifPresent(file ->
            common
                .out()
                .printf("from  %s, after step %d of %d%n", file, start.step(), start.steps()));
  }

  @Override
  public void onStep(Progress progress) {
    if (!terminal) {
      return;
    }
    long now = System.nanoTime();
    if (now - shown < REFRESH_NANOS && progress.epochStep() < progress.epochSteps()) {
      return;
    }
    shown = now;
    int full = (int) (BAR * progress.epochStep() / progress.epochSteps());
    common
        .out()
        .print(
            String.format(
                Locale.ROOT,
                "\r%3d/%d %s%s %5d/%d  %.2f ms/step  loss %.4f  accuracy %.2f %%  %s left   ",
                progress.epoch(),
                progress.epochs(),
                "█".repeat(full),
                "░".repeat(BAR - full),
                progress.epochStep(),
                progress.epochSteps(),
                progress.meanMilliseconds(),
                progress.epochLoss(),
                100 * progress.epochAccuracy(),
                clock(progress.secondsLeft())));
    common.out().flush();
  }

  @Override
  public void onEpoch(EpochRow row) {
    String line =
        String.format(
            Locale.ROOT,
            "epoch %d/%d  loss %.4f  accuracy %.2f %%%s%s  %.1f s  %,.0f images/s%s",
            row.epoch(),
            settings.chosenEpochs(),
            row.train().loss(),
            100 * row.train().accuracy(),
            top5(row.train()),
            row.validation()
                .map(v ->
                    String.format(
                        Locale.ROOT,
                        "  validation %.4f  %.2f %%%s",
                        v.loss(),
                        100 * v.accuracy(),
                        top5(v)))
                .orElse(""),
            row.seconds(),
            row.imagesPerSecond(),
            row.stall() < SELDOM
                ? ""
                : String.format(Locale.ROOT, "  %.0f %% waiting for data", 100 * row.stall()));
    common
        .out()
        .println(terminal ? "\r" + line + " ".repeat(Math.max(0, 100 - line.length())) : line);
  }

  @Override
  public void onEnd(TrainingResult result) {
    if (result.stoppedEarly()) {
      common.out().println("stopped early: validation did not improve any more");
    }
    result
        .bestEpoch()
        .ifPresent(epoch -> common.out().println("kept the weights of epoch " + epoch));
  }

  private static String top5(Metrics metrics) {
    return Double.isNaN(metrics.top5())
        ? ""
        : String.format(Locale.ROOT, "  top-5 %.2f %%", 100 * metrics.top5());
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
