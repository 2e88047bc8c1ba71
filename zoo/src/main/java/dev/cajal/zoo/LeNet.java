package dev.cajal.zoo;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.nn.Activation;
import dev.cajal.nn.ConstantPad;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import java.util.List;
import java.util.stream.IntStream;

/** The convolutional networks of LeCun and others for digits. */
final class LeNet {
  /** What lies around an image and its maps: the background. */
  private static final double BACKGROUND = -1;

  private static final int GROUPS = 3;

  /** Table I of the paper of 1998: to which maps of S2 each map of C3 is connected. */
  private static final List<List<Integer>> C3 =
      List.of(
          List.of(0, 1, 2),
          List.of(1, 2, 3),
          List.of(2, 3, 4),
          List.of(3, 4, 5),
          List.of(0, 4, 5),
          List.of(0, 1, 5),
          List.of(0, 1, 2, 3),
          List.of(1, 2, 3, 4),
          List.of(2, 3, 4, 5),
          List.of(0, 3, 4, 5),
          List.of(0, 1, 4, 5),
          List.of(0, 1, 2, 5),
          List.of(0, 1, 3, 4),
          List.of(1, 2, 4, 5),
          List.of(0, 2, 3, 5),
          List.of(0, 1, 2, 3, 4, 5));

  private LeNet() {}

  /**
   * The network of LeCun, Boser, Denker, Henderson, Howard, Hubbard and Jackel 1989, figure 3:
   * kernels of 5×5 that move by two, a bias for every unit, and maps of H2 that see 8 of the 12 of
   * H1. The paper does not say which 8; here each third of H2 leaves out one third of H1.
   */
  static Module of1989(int classes) {
    return new Sequential()
        .then("pad1", new ConstantPad(BACKGROUND, 2))
        .then("h1", new Conv2d(12, kernel(5).stride(2).floor(), false))
        .then("bias1", new UnitBias())
        .then("tanh1", squash())
        .then("pad2", new ConstantPad(BACKGROUND, 2))
        .then("h2", new TableConv(eightOfTwelve(), 5, 2, false))
        .then("bias2", new UnitBias())
        .then("tanh2", squash())
        .then("flatten", new Flatten())
        .then("h3", new Linear(30))
        .then("tanh3", squash())
        .then("output", new Linear(classes))
        .then("tanh4", squash());
  }

  private static List<List<Integer>> eightOfTwelve() {
    int maps = 12;
    int third = maps / GROUPS;
    return IntStream.range(0, maps)
        .mapToObj(map ->
            IntStream.range(0, maps)
                .filter(input -> input / third != GROUPS - 1 - map / third)
                .boxed()
                .toList())
        .toList();
  }

  /**
   * LeNet-5 as published (LeCun, Bottou, Bengio, Haffner 1998, section II.B): trained subsampling,
   * the connection table of C3, scaled tanh, and radial basis functions around pictures of the
   * digits. 28×28 images are padded to the 32×32 of the paper.
   */
  static Module fiveClassic(int classes) {
    return new Sequential()
        .then("c1", new Conv2d(6, kernel(5).padding(2)))
        .then("s2", new Subsampling())
        .then("tanh2", squash())
        .then("c3", new TableConv(C3, 5, 1, true))
        .then("s4", new Subsampling())
        .then("tanh4", squash())
        .then("c5", new Conv2d(120, kernel(5)))
        .then("tanh5", squash())
        .then("flatten", new Flatten())
        .then("f6", new Linear(84))
        .then("tanh6", squash())
        .then("output", new RadialBasis(classes));
  }

  /** 1.7159·tanh(⅔x), which is ±1 at ±1, where its curvature is greatest. */
  private static Activation squash() {
    return Activation.of("ScaledTanh", x -> x.mul(2.0 / 3).tanh().mul(1.7159));
  }

  /**
   * LeNet-5 in its modern form: ReLU instead of scaled tanh, max pooling instead of trained
   * averages, every map of C3 connected to all of S2, scores instead of radial basis functions.
   */
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
