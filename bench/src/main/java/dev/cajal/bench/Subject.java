package dev.cajal.bench;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.recurrent.Lstm;
import dev.cajal.nn.recurrent.Rnn;
import dev.cajal.zoo.Network;
import dev.cajal.zoo.Zoo;

/**
 * A model that is timed: a network of the zoo, or one of two that read sequences of 64 vectors of
 * 256 numbers and guess one of 64 symbols at each.
 *
 * @param model the model, not built
 * @param input the shape of one sample
 * @param classes how many classes it tells apart
 * @param labels how many labels belong to one sample
 */
record Subject(Module model, Shape input, int classes, int labels) {
  private static final int SYMBOLS = 64;
  private static final int STEPS = 64;
  private static final int WIDTH = 256;

  static Subject of(String name) {
    return switch (name) {
      case "lstm" -> reader(new Lstm(WIDTH));
      case "rnn" -> reader(new Rnn(WIDTH));
      default -> {
        Network network = Zoo.find(name);
        yield new Subject(network.create(), network.input(), network.classes(), 1);
      }
    };
  }

  private static Subject reader(Module layer) {
    return new Subject(
        new Sequential(layer, new Linear(SYMBOLS)), Shape.of(STEPS, WIDTH), SYMBOLS, STEPS);
  }
}
