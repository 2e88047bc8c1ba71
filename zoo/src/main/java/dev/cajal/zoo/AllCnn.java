package dev.cajal.zoo;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.GlobalAvgPool;
import dev.cajal.nn.Kernel;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;

/**
 * All-CNN-C (Springenberg, Dosovitskiy, Brox, Riedmiller 2015, table 2): convolutions alone, where
 * strides take the place of pooling and 1×1 convolutions that of linear layers.
 */
final class AllCnn {
  private AllCnn() {}

  static Module c(int classes) {
    Kernel same = kernel(3).padding(1);
    Kernel half = same.stride(2);
    return new Sequential(
        new Dropout(0.2),
        new Conv2d(96, same),
        relu(),
        new Conv2d(96, same),
        relu(),
        new Conv2d(96, half),
        relu(),
        new Dropout(0.5),
        new Conv2d(192, same),
        relu(),
        new Conv2d(192, same),
        relu(),
        new Conv2d(192, half),
        relu(),
        new Dropout(0.5),
        new Conv2d(192, kernel(3)),
        relu(),
        new Conv2d(192, kernel(1)),
        relu(),
        new Conv2d(classes, kernel(1)),
        relu(),
        new GlobalAvgPool());
  }
}
