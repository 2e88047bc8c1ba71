package dev.cajal.zoo;

import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.graph.StepOptions;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.text.Alphabet;
import dev.cajal.nn.recurrent.RecurrentOutput;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes text with a {@link CharacterModel}: each character is drawn from what the model says comes
 * next, and read in its turn. The states are kept, so a character costs one step however long the
 * text is. For one thread.
 *
 * <pre>{@code
 * CharacterSampler sampler = new CharacterSampler(model, alphabet);
 * String text = sampler.sample("the ", 200, 0.7, 1);
 * }</pre>
 */
public final class CharacterSampler {
  private final Alphabet alphabet;
  private final Variable character = new Variable("character", TensorType.float32(1, 1));
  private final List<Variable> states = new ArrayList<>();
  private final Step step;

  /**
   * Compiles one step of a model.
   *
   * @param model built, for the characters of the alphabet
   * @param alphabet what the numbers mean
   * @throws IllegalArgumentException if the model is no {@link CharacterModel}, or for another
   *     number of characters
   */
  public CharacterSampler(Module model, Alphabet alphabet) {
    this.alphabet = alphabet;
    if (!(model instanceof CharacterModel characters)) {
      throw new IllegalArgumentException(
          "text is sampled from a model of characters, this is a " + model.type());
    }
    for (TensorType type : stateTypes(characters)) {
      states.add(new Variable("state" + states.size(), type));
    }
    Trace trace = Trace.evaluation();
    RecurrentOutput next =
        characters.next(
            character.tensor(trace), states.stream().map(s -> s.tensor(trace)).toList());
    if (next.output().dim(1) != alphabet.symbols().size()) {
      throw new IllegalArgumentException(
          "the model knows %d characters, the alphabet has %d"
              .formatted(next.output().dim(1), alphabet.symbols().size()));
    }
    List<Assignment> kept = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      kept.add(new Assignment(states.get(i), next.state().get(i)));
    }
    step = Step.compile(List.of(next.output()), List.of(), kept, StepOptions.plain().threads(1));
  }

  private static List<TensorType> stateTypes(CharacterModel model) {
    Variable one = new Variable("character", TensorType.float32(1, 1));
    return model.next(one.tensor(Trace.evaluation()), List.of()).state().stream()
        .map(state -> state.type())
        .toList();
  }

  /**
   * Returns new text.
   *
   * @param prime what the model reads first, at least one character; it is not returned
   * @param length how many characters are drawn
   * @param temperature by which scores are divided: 1 draws what the model believes, less is safer,
   *     more is bolder, 0 always takes the likeliest
   * @param seed the same seed gives the same text
   * @throws IllegalArgumentException if the prime is empty or has characters that the model does
   *     not know, or a number is out of range
   */
  public String sample(String prime, int length, double temperature, long seed) {
    if (prime.isEmpty() || length < 0) {
      throw new IllegalArgumentException(
          "sampling needs a prime of at least one character and a length from 0 up");
    }
    if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the temperature must be a number from 0 up, found " + temperature);
    }
    states.forEach(state -> state.fill(0));
    for (int number : alphabet.encode(prime)) {
      read(number);
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] drawn = new int[length];
    for (int i = 0; i < length; i++) {
      drawn[i] = draw(temperature, random);
      read(drawn[i]);
    }
    return alphabet.decode(drawn);
  }

  private void read(int number) {
    character.fill(number);
    step.run();
  }

  private int draw(double temperature, SplittableRandom random) {
    MemorySegment scores = step.output(0);
    int count = alphabet.symbols().size();
    int best = 0;
    for (int c = 1; c < count; c++) {
      best = score(scores, c) > score(scores, best) ? c : best;
    }
    if (temperature == 0) {
      return best;
    }
    double[] sums = new double[count];
    double sum = 0;
    for (int c = 0; c < count; c++) {
      sum += Math.exp((score(scores, c) - score(scores, best)) / temperature);
      sums[c] = sum;
    }
    double point = random.nextDouble() * sum;
    int drawn = 0;
    while (drawn < count - 1 && sums[drawn] <= point) {
      drawn++;
    }
    return drawn;
  }

  private static float score(MemorySegment scores, int character) {
    return scores.getAtIndex(ValueLayout.JAVA_FLOAT, character);
  }
}
