package dev.cajal.zoo;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Kernel;
import dev.cajal.nn.Linear;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;

/** The networks of Sermanet, Eigen, Zhang, Mathieu, Fergus and LeCun 2014, tables 1 and 3. */
final class OverFeat {
  private OverFeat() {}

  static Module fast(int classes) {
    Sequential features = new Sequential();
    convolve(features, 96, kernel(11).stride(4).floor());
    features.then(new MaxPool2d(2));
    convolve(features, 256, kernel(5));
    features.then(new MaxPool2d(2));
    convolve(features, 512, kernel(3).padding(1));
    convolve(features, 1024, kernel(3).padding(1));
    convolve(features, 1024, kernel(3).padding(1));
    features.then(new MaxPool2d(2));
    return classified(features, 3072, classes);
  }

  static Module accurate(int classes) {
    Sequential features = new Sequential();
    convolve(features, 96, kernel(7).stride(2).floor());
    features.then(new MaxPool2d(3));
    convolve(features, 256, kernel(7));
    features.then(new MaxPool2d(2));
    convolve(features, 512, kernel(3).padding(1));
    convolve(features, 512, kernel(3).padding(1));
    convolve(features, 1024, kernel(3).padding(1));
    convolve(features, 1024, kernel(3).padding(1));
    features.then(new MaxPool2d(3));
    return classified(features, 4096, classes);
  }

  private static void convolve(Sequential features, int maps, Kernel kernel) {
    features.then(new Conv2d(maps, kernel)).then(relu());
  }

  private static Module classified(Sequential features, int hidden, int classes) {
    Sequential classifier =
        new Sequential(
            new Linear(hidden),
            relu(),
            new Dropout(0.5),
            new Linear(4096),
            relu(),
            new Dropout(0.5),
            new Linear(classes));
    return new Sequential()
        .then("features", features)
        .then("flatten", new Flatten())
        .then("classifier", classifier);
  }
}
