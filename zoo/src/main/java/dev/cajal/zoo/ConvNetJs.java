package dev.cajal.zoo;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;

/** The network of the CIFAR-10 demonstration of ConvNetJS (Karpathy 2014), trained in a browser. */
final class ConvNetJs {
  private ConvNetJs() {}

  static Module cifar(int classes) {
    Sequential net = new Sequential();
    int[] maps = {16, 20, 20};
    for (int i = 0; i < maps.length; i++) {
      int number = i + 1;
      net.then("conv" + number, new Conv2d(maps[i], kernel(5).padding(2)))
          .then("relu" + number, relu())
          .then("pool" + number, new MaxPool2d(2));
    }
    return net.then("flatten", new Flatten()).then("fc", new Linear(classes));
  }
}
