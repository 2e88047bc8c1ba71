package dev.cajal.zoo;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.LocallyConnected2d;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;

/**
 * DeepFace (Taigman, Yang, Ranzato, Wolf 2014, figure 2): after two convolutions three layers whose
 * units share no weights, since every place of an aligned face is different. The image is taken as
 * aligned.
 */
final class DeepFace {
  private DeepFace() {}

  static Module create(int identities) {
    return new Sequential()
        .then("c1", new Conv2d(32, kernel(11)))
        .then("relu1", relu())
        .then("m2", new MaxPool2d(kernel(3).stride(2).ceil()))
        .then("c3", new Conv2d(16, kernel(9)))
        .then("relu3", relu())
        .then("l4", new LocallyConnected2d(16, kernel(9)))
        .then("relu4", relu())
        .then("l5", new LocallyConnected2d(16, kernel(7).stride(2).floor()))
        .then("relu5", relu())
        .then("l6", new LocallyConnected2d(16, kernel(5)))
        .then("relu6", relu())
        .then("flatten", new Flatten())
        .then("f7", new Linear(4096))
        .then("relu7", relu())
        .then("drop7", new Dropout(0.5))
        .then("f8", new Linear(identities));
  }
}
