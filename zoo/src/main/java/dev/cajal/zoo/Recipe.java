package dev.cajal.zoo;

import dev.cajal.nn.data.Transform;
import dev.cajal.nn.loss.Loss;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Optimizer;
import dev.cajal.nn.optim.Schedule;

/**
 * How a network is trained unless asked otherwise.
 *
 * @param optimizer how parameters follow from gradients
 * @param schedule how the learning rate changes
 * @param epochs how often every sample is used
 * @param batch samples in a step
 * @param loss what is made small
 * @param augmentation changes that keep the class, to be applied before any normalisation
 * @param augments whether training augments unless asked otherwise
 */
public record Recipe(
    Optimizer optimizer,
    Schedule schedule,
    int epochs,
    int batch,
    Loss loss,
    Transform augmentation,
    boolean augments) {

  /** Returns a recipe for cross-entropy without augmentation. */
  static Recipe of(Optimizer optimizer, Schedule schedule, int epochs, int batch) {
    return new Recipe(
        optimizer, schedule, epochs, batch, Losses::crossEntropy, Transform.IDENTITY, false);
  }

  /** Returns this recipe with another loss. */
  Recipe loss(Loss other) {
    return new Recipe(optimizer, schedule, epochs, batch, other, augmentation, augments);
  }

  /** Returns this recipe with an augmentation that is there for those who ask. */
  Recipe offering(Transform other) {
    return new Recipe(optimizer, schedule, epochs, batch, loss, other, false);
  }

  /** Returns this recipe with an augmentation. */
  Recipe augmenting(Transform other) {
    return new Recipe(optimizer, schedule, epochs, batch, loss, other, true);
  }
}
