package dev.cajal.cli;

import dev.cajal.interop.tensorboard.TensorBoard;
import dev.cajal.nn.Module;
import dev.cajal.nn.train.Objective;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.watch.Watch;
import dev.cajal.nn.watch.Watching;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run is looked at while it trains, which changes nothing of its result.
 *
 * @param every the steps between two looks, {@link #USUAL} or {@link #OFF}
 * @param tensorboard a folder for event files, or null for none
 */
record Observation(int every, @Nullable Path tensorboard) {
  static final int USUAL = 0;
  static final int OFF = -1;

  /** Returns the watch of a run, if it is to be watched. */
  Optional<Watch> watch(
      Module model, TrainerOptions options, Objective objective, int samples, Path csv) {
    if (every == OFF) {
      return Optional.empty();
    }
    long steps = (long) options.epochs() * Math.ceilDiv(samples, options.batch());
    Watching watching = every == USUAL ? Watching.of(steps) : Watching.every(every);
    return Optional.of(new Watch(model, options, watching).objective(objective).into(csv));
  }

  /** Returns the options of a run with those who look at it. */
  TrainerOptions observed(TrainerOptions options, Optional<Watch> watch) {
    TrainerOptions all = watch.map(options::listener).orElse(options);
    if (tensorboard == null) {
      return all;
    }
    TensorBoard board = new TensorBoard(tensorboard);
    watch.ifPresent(w -> w.tell(board));
    return all.listener(board);
  }
}
