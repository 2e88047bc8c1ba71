package dev.cajal.zoo;

import static dev.cajal.nn.Activation.relu;

import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;

/** The networks before convolution: one or two layers over all pixels. */
final class FullyConnected {
  private FullyConnected() {}

  /** One threshold unit for each class; the scores are what the threshold is applied to. */
  static Module linear(int classes) {
    return new Sequential().then("flatten", new Flatten()).then("fc", new Linear(classes));
  }

  /** One hidden layer. */
  static Module mlp(int classes) {
    return new Sequential()
        .then("flatten", new Flatten())
        .then("fc1", new Linear(512))
        .then("relu", relu())
        .then("fc2", new Linear(classes));
  }
}
