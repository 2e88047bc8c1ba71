package dev.cajal.zoo;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.GlobalAvgPool;
import dev.cajal.nn.Kernel;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import java.util.List;

/**
 * The All-CNNs of Springenberg, Dosovitskiy, Brox and Riedmiller 2015, tables 1 and 2: convolutions
 * alone, where strides take the place of pooling and 1×1 convolutions that of linear layers.
 *
 * @param sizes of the kernels in each of the two blocks before a convolution that halves the image
 */
record AllCnn(List<Integer> sizes) {
  /** The networks of the paper by their letters. */
  static final AllCnn A = new AllCnn(List.of(5));

  static final AllCnn B = new AllCnn(List.of(5, 1));
  static final AllCnn C = new AllCnn(List.of(3, 3));

  Module create(int classes) {
    Sequential net = new Sequential(new Dropout(0.2));
    for (int maps : new int[] {96, 192}) {
      for (int size : sizes) {
        convolve(net, maps, kernel(size).padding(size / 2));
      }
      convolve(net, maps, kernel(3).padding(1).stride(2));
      net.then(new Dropout(0.5));
    }
    convolve(net, 192, kernel(3));
    convolve(net, 192, kernel(1));
    convolve(net, classes, kernel(1));
    return net.then(new GlobalAvgPool());
  }

  private static void convolve(Sequential net, int maps, Kernel kernel) {
    net.then(new Conv2d(maps, kernel)).then(relu());
  }
}
