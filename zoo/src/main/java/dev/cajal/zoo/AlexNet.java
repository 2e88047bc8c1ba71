package dev.cajal.zoo;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;

/**
 * AlexNet (Krizhevsky, Sutskever, Hinton 2012) in one tower (Krizhevsky 2014), without response
 * normalisation. Names and sizes are those of the PyTorch model, so its weights load.
 */
final class AlexNet {
  private AlexNet() {}

  static Module oneTower(int classes) {
    Sequential features =
        new Sequential(
            new Conv2d(64, kernel(11).stride(4).padding(2)),
            relu(),
            new MaxPool2d(kernel(3).stride(2)),
            new Conv2d(192, kernel(5).padding(2)),
            relu(),
            new MaxPool2d(kernel(3).stride(2)),
            new Conv2d(384, kernel(3).padding(1)),
            relu(),
            new Conv2d(256, kernel(3).padding(1)),
            relu(),
            new Conv2d(256, kernel(3).padding(1)),
            relu(),
            new MaxPool2d(kernel(3).stride(2)));
    Sequential classifier =
        new Sequential(
            new Dropout(0.5),
            new Linear(4096),
            relu(),
            new Dropout(0.5),
            new Linear(4096),
            relu(),
            new Linear(classes));
    return new Sequential()
        .then("features", features)
        .then("flatten", new Flatten())
        .then("classifier", classifier);
  }
}
