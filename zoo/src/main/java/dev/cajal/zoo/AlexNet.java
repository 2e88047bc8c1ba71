package dev.cajal.zoo;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Kernel;
import dev.cajal.nn.Linear;
import dev.cajal.nn.LocalResponseNorm;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;

/** The networks of Krizhevsky, Sutskever and Hinton. */
final class AlexNet {
  /** Windows that overlap (section 3.4 of the paper of 2012). */
  private static final Kernel OVERLAPPING = kernel(3).stride(2);

  private AlexNet() {}

  /**
   * The network of 2012 with its two towers, which see each other in the third convolution alone:
   * groups. The 150,528 numbers of the paper's input do not fit its strides; 227×227 do.
   */
  static Module twoTowers(int classes) {
    return new Sequential()
        .then("conv1", new Conv2d(96, kernel(11).stride(4).floor()))
        .then("relu1", relu())
        .then("norm1", response())
        .then("pool1", new MaxPool2d(OVERLAPPING))
        .then("conv2", new Conv2d(256, kernel(5).padding(2).groups(2)))
        .then("relu2", relu())
        .then("norm2", response())
        .then("pool2", new MaxPool2d(OVERLAPPING))
        .then("conv3", new Conv2d(384, kernel(3).padding(1)))
        .then("relu3", relu())
        .then("conv4", new Conv2d(384, kernel(3).padding(1).groups(2)))
        .then("relu4", relu())
        .then("conv5", new Conv2d(256, kernel(3).padding(1).groups(2)))
        .then("relu5", relu())
        .then("pool5", new MaxPool2d(OVERLAPPING))
        .then("flatten", new Flatten())
        .then("fc6", new Linear(4096))
        .then("relu6", relu())
        .then("drop6", new Dropout(0.5))
        .then("fc7", new Linear(4096))
        .then("relu7", relu())
        .then("drop7", new Dropout(0.5))
        .then("fc8", new Linear(classes));
  }

  /** α = 1e-4 of section 3.3, which is not divided by the five channels there. */
  private static LocalResponseNorm response() {
    return new LocalResponseNorm(5, 5e-4, 0.75, 2);
  }

  /**
   * One tower (Krizhevsky 2014), without response normalisation. Names and sizes are those of the
   * PyTorch model, so its weights load.
   */
  static Module oneTower(int classes) {
    Sequential features =
        new Sequential(
            new Conv2d(64, kernel(11).stride(4).padding(2)),
            relu(),
            new MaxPool2d(OVERLAPPING),
            new Conv2d(192, kernel(5).padding(2)),
            relu(),
            new MaxPool2d(OVERLAPPING),
            new Conv2d(384, kernel(3).padding(1)),
            relu(),
            new Conv2d(256, kernel(3).padding(1)),
            relu(),
            new Conv2d(256, kernel(3).padding(1)),
            relu(),
            new MaxPool2d(OVERLAPPING));
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
