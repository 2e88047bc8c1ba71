package dev.cajal.bench;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.recurrent.Lstm;
import dev.cajal.nn.recurrent.Rnn;
import dev.cajal.zoo.Network;
import dev.cajal.zoo.Zoo;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

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
  private static final Pattern STACK = Pattern.compile("mlp-\\d+x\\d+");
  private static final int SYMBOLS = 64;
  private static final int STEPS = 64;
  private static final int WIDTH = 256;

  static Subject of(String name) {
    return switch (name) {
      case "lstm" -> reader(new Lstm(WIDTH));
      case "rnn" -> reader(new Rnn(WIDTH));
      case String stack when STACK.matcher(stack).matches() -> stack(stack);
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

  /** Hidden layers of equal width, for curves: {@code mlp-256x2}. */
  private static Subject stack(String name) {
    String[] sizes = name.substring("mlp-".length()).split("x", -1);
    List<Module> layers = new ArrayList<>(List.of(new Flatten()));
    for (int i = 0; i < Integer.parseInt(sizes[1]); i++) {
      layers.add(new Linear(Integer.parseInt(sizes[0])));
      layers.add(Activation.relu());
    }
    layers.add(new Linear(10));
    return new Subject(new Sequential(layers.toArray(Module[]::new)), Shape.of(1, 28, 28), 10, 1);
  }
}
