package dev.cajal.nn.train;

import dev.cajal.graph.Activations;
import dev.cajal.graph.Precision;
import dev.cajal.graph.StepOptions;
import dev.cajal.nn.loss.Loss;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Constant;
import dev.cajal.nn.optim.Optimizer;
import dev.cajal.nn.optim.ParameterGroup;
import dev.cajal.nn.optim.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * How a model is trained. The withers change one thing each:
 *
 * <pre>{@code
 * TrainerOptions options =
 *     TrainerOptions.of(Adam.of(1e-3)).epochs(10).batch(32).seed(1).schedule(new Cosine());
 * }</pre>
 *
 * @param optimizer how parameters follow from gradients
 * @param groups parameters that are trained otherwise than the rest
 * @param schedule how the learning rate changes
 * @param epochs how often every sample is used, at least 1
 * @param batch samples in a step, at least 1
 * @param seed decides order, augmentation, dropout and the validation split
 * @param loss what is made small
 * @param clip the limit of the gradient norm; 0 for none
 * @param planning how the step is planned: what is kept in memory, and how exactly it computes
 * @param pipeline what happens to samples before they enter the model
 * @param validation whether and how the run judges itself
 * @param checkpoints where the run is saved; empty for not at all
 * @param averaging how much of the moving average of the weights each step keeps, below 1; empty
 *     for no average
 * @param listeners who is told
 */
public record TrainerOptions(
    Optimizer optimizer,
    List<ParameterGroup> groups,
    Schedule schedule,
    int epochs,
    int batch,
    long seed,
    Loss loss,
    double clip,
    StepOptions planning,
    Pipeline pipeline,
    Validation validation,
    Optional<Checkpointing> checkpoints,
    OptionalDouble averaging,
    List<TrainingListener> listeners) {

  /** Checks the ranges. */
  public TrainerOptions {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be at least 1, found " + epochs);
    }
    if (batch < 1) {
      throw new IllegalArgumentException("batch must be at least 1, found " + batch);
    }
    if (!(clip >= 0)) {
      throw new IllegalArgumentException(
          "the limit of the gradient norm must be a number from 0 up, found " + clip);
    }
    averaging.ifPresent(MovingAverage::check);
    groups = List.copyOf(groups);
    listeners = List.copyOf(listeners);
  }

  /** Returns one epoch of batches of 32 with a constant rate, cross-entropy and no validation. */
  public static TrainerOptions of(Optimizer optimizer) {
    return new TrainerOptions(
        optimizer,
        List.of(),
        new Constant(),
        1,
        32,
        0,
        Losses::crossEntropy,
        0,
        StepOptions.plain(),
        Pipeline.plain(),
        Validation.none(),
        Optional.empty(),
        OptionalDouble.empty(),
        List.of());
  }

  /** Returns these options with another optimizer. */
  public TrainerOptions optimizer(Optimizer value) {
    return with(next -> next.optimizer = value);
  }

  /** Returns these options with parameters in groups; each belongs to the first that takes it. */
  public TrainerOptions groups(List<ParameterGroup> value) {
    return with(next -> next.groups = value);
  }

  /** Returns these options with another schedule. */
  public TrainerOptions schedule(Schedule value) {
    return with(next -> next.schedule = value);
  }

  /** Returns these options with another number of epochs. */
  public TrainerOptions epochs(int value) {
    return with(next -> next.epochs = value);
  }

  /** Returns these options with another batch size. */
  public TrainerOptions batch(int value) {
    return with(next -> next.batch = value);
  }

  /** Returns these options with another seed. */
  public TrainerOptions seed(long value) {
    return with(next -> next.seed = value);
  }

  /** Returns these options with another loss. */
  public TrainerOptions loss(Loss value) {
    return with(next -> next.loss = value);
  }

  /** Returns these options with a limit of the gradient norm. */
  public TrainerOptions clip(double value) {
    return with(next -> next.clip = value);
  }

  /**
   * Returns these options with activations kept or computed again, which takes less memory and more
   * time.
   */
  public TrainerOptions activations(Activations value) {
    return planning(planning.activations(value));
  }

  /** Returns these options with another precision; {@code FAST} stores activations as bfloat16. */
  public TrainerOptions precision(Precision value) {
    return planning(planning.precision(value));
  }

  /** Returns these options with another way to plan the step. */
  public TrainerOptions planning(StepOptions value) {
    return with(next -> next.planning = value);
  }

  /** Returns these options with another preparation of samples. */
  public TrainerOptions pipeline(Pipeline value) {
    return with(next -> next.pipeline = value);
  }

  /** Returns these options with another validation. */
  public TrainerOptions validation(Validation value) {
    return with(next -> next.validation = value);
  }

  /** Returns these options with checkpoints. */
  public TrainerOptions checkpoints(Checkpointing value) {
    return with(next -> next.checkpoints = Optional.of(value));
  }

  /**
   * Returns these options with a moving average of the weights, which is part of the step and is
   * found in {@link TrainingResult#average()}.
   *
   * @param decay the share of the average that a step keeps, in (0, 1), such as 0.999
   */
  public TrainerOptions averaging(double decay) {
    return with(next -> next.averaging = OptionalDouble.of(decay));
  }

  /** Returns these options with one more listener. */
  public TrainerOptions listener(TrainingListener value) {
    List<TrainingListener> more = new ArrayList<>(listeners);
    more.add(value);
    return with(next -> next.listeners = more);
  }

  private TrainerOptions with(Consumer<Draft> change) {
    Draft next = new Draft(this);
    change.accept(next);
    return next.options();
  }

  /** The same values, for a moment changeable. */
  private static final class Draft {
    Optimizer optimizer;
    List<ParameterGroup> groups;
    Schedule schedule;
    int epochs;
    int batch;
    long seed;
    Loss loss;
    double clip;
    StepOptions planning;
    Pipeline pipeline;
    Validation validation;
    Optional<Checkpointing> checkpoints;
    OptionalDouble averaging;
    List<TrainingListener> listeners;

    Draft(TrainerOptions from) {
      optimizer = from.optimizer;
      groups = from.groups;
      schedule = from.schedule;
      epochs = from.epochs;
      batch = from.batch;
      seed = from.seed;
      loss = from.loss;
      clip = from.clip;
      planning = from.planning;
      pipeline = from.pipeline;
      validation = from.validation;
      checkpoints = from.checkpoints;
      averaging = from.averaging;
      listeners = from.listeners;
    }

    TrainerOptions options() {
      return new TrainerOptions(
          optimizer,
          groups,
          schedule,
          epochs,
          batch,
          seed,
          loss,
          clip,
          planning,
          pipeline,
          validation,
          checkpoints,
          averaging,
          listeners);
    }
  }
}
