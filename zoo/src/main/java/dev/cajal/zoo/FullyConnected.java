package dev.cajal.zoo;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Activation.sigmoid;

import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;

/** The networks before convolution: layers over all pixels. */
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

  /** Two hidden layers with dropout (Srivastava et al. 2014, section 6.1.1, with fewer units). */
  static Module dropout(int classes) {
    return new Sequential()
        .then("flatten", new Flatten())
        .then("fc1", new Linear(512))
        .then("relu1", relu())
        .then("dropout1", new Dropout())
        .then("fc2", new Linear(512))
        .then("relu2", relu())
        .then("dropout2", new Dropout())
        .then("fc3", new Linear(classes));
  }

  /** Six hidden layers of sigmoids, which hardly learn without pretraining. */
  static Module deepSigmoid(int classes) {
    Sequential net = new Sequential().then("flatten", new Flatten());
    for (int layer = 1; layer <= 6; layer++) {
      net.then("fc" + layer, new Linear(256)).then("sigmoid" + layer, sigmoid());
    }
    return net.then("scores", new Linear(classes));
  }

  /** Sixteen hidden layers of 24 units: thin and deep, a student as in Romero et al. 2015. */
  static Module thin(int classes) {
    Sequential net = new Sequential().then("flatten", new Flatten());
    for (int layer = 1; layer <= 16; layer++) {
      net.then("fc" + layer, new Linear(24)).then("relu" + layer, relu());
    }
    return net.then("scores", new Linear(classes));
  }
}
