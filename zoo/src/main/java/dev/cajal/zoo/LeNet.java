package dev.cajal.zoo;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;

/**
 * LeNet-5 (LeCun, Bottou, Bengio, Haffner 1998, figure 2) in its modern form: ReLU instead of
 * scaled tanh, max pooling instead of trained averages, every map of C3 connected to all of S2,
 * scores instead of radial basis functions. 28×28 images are padded to the 32×32 of the paper.
 */
final class LeNet {
  private LeNet() {}

  static Module five(int classes) {
    return new Sequential()
        .then("conv1", new Conv2d(6, kernel(5).padding(2)))
        .then("relu1", relu())
        .then("pool1", new MaxPool2d(2))
        .then("conv2", new Conv2d(16, kernel(5)))
        .then("relu2", relu())
        .then("pool2", new MaxPool2d(2))
        .then("flatten", new Flatten())
        .then("fc1", new Linear(120))
        .then("relu3", relu())
        .then("fc2", new Linear(84))
        .then("relu4", relu())
        .then("fc3", new Linear(classes));
  }
}
