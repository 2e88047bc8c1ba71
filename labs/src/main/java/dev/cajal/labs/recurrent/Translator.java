package dev.cajal.labs.recurrent;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.graph.StepOptions;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.recurrent.RecurrentLayer;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/**
 * An encoder reads a sequence of symbols, a decoder writes another from the state in which the
 * encoder ended, and reads what it wrote (Sutskever, Vinyals, Le 2014).
 *
 * <p>Symbols are the numbers below {@code symbols}; then come the end and the start. A row of the
 * input [n, 1 + most + most + 1] is the length of the source, the source, and what the decoder
 * reads.
 */
final class Translator extends Module {
  private final int symbols;
  private final int most;
  private final RecurrentLayer encoder;
  private final RecurrentLayer decoder;
  private final Module scores;

  /**
   * Creates a net, not yet built.
   *
   * @param symbols how many there are besides end and start
   * @param most the longest source
   */
  Translator(int symbols, int most, RecurrentLayer encoder, RecurrentLayer decoder) {
    this.symbols = symbols;
    this.most = most;
    this.encoder = child("encoder", encoder);
    this.decoder = child("decoder", decoder);
    scores = child("scores", new Linear(symbols + 1));
  }

  int end() {
    return symbols;
  }

  int start() {
    return symbols + 1;
  }

  /** The numbers of a row of the input. */
  int columns() {
    return 2 * most + 2;
  }

  /** Returns the scores of the next symbol or the end, [n, most + 1, symbols + 1]. */
  @Override
  protected Tensor forward(Tensor x) {
    Tensor lengths = x.slice(1, 0, 1).reshape(x.dim(0)).cast(DType.INT64);
    Tensor source = oneHot(x.slice(1, 1, most + 1));
    Tensor given = oneHot(x.slice(1, most + 1, columns()));
    List<Tensor> state = encoder.run(source, List.of(), lengths).state();
    return scores.apply(decoder.run(given, state).output());
  }

  private Tensor oneHot(Tensor numbers) {
    return numbers.cast(DType.INT64).oneHot(symbols + 2, DType.FLOAT32);
  }

  /** Returns the states of the encoder after each symbol, [steps, hidden]. */
  Tensor states(int[] source) {
    float[] numbers = new float[source.length];
    for (int i = 0; i < source.length; i++) {
      numbers[i] = source[i];
    }
    Tensor read = encoder.run(oneHot(Tensor.of(Shape.of(1, source.length), numbers))).output();
    return read.reshape(read.dim(1), read.dim(2));
  }

  /** Writes a row of the input. */
  void write(int[] source, int[] given, float[] rows, int row) {
    int at = row * columns();
    Arrays.fill(rows, at, at + columns(), end());
    rows[at] = source.length;
    for (int i = 0; i < source.length; i++) {
      rows[at + 1 + i] = source[i];
    }
    rows[at + 1 + most] = start();
    for (int i = 0; i < given.length && i < most; i++) {
      rows[at + 2 + most + i] = given[i];
    }
  }

  /** Writes a target for each source, always the likeliest symbol next, until the end. */
  int[][] translate(int[][] sources) {
    Variable x = new Variable("x", TensorType.float32(sources.length, columns()));
    Step step =
        Step.compile(
            List.of(apply(x.tensor())), List.of(), List.of(), StepOptions.plain().threads(1));
    int[][] written = new int[sources.length][most + 1];
    float[] rows = new float[sources.length * columns()];
    for (int t = 0; t <= most; t++) {
      for (int i = 0; i < sources.length; i++) {
        write(sources[i], Arrays.copyOf(written[i], t), rows, i);
      }
      x.set(rows);
      step.run();
      for (int i = 0; i < sources.length; i++) {
        written[i][t] = best(step.output(0), ((long) i * (most + 1) + t) * (symbols + 1));
      }
    }
    return Arrays.stream(written).map(this::untilEnd).toArray(int[][]::new);
  }

  private int best(MemorySegment all, long from) {
    int best = 0;
    for (int k = 1; k <= symbols; k++) {
      if (all.getAtIndex(ValueLayout.JAVA_FLOAT, from + k)
          > all.getAtIndex(ValueLayout.JAVA_FLOAT, from + best)) {
        best = k;
      }
    }
    return best;
  }

  private int[] untilEnd(int[] written) {
    int length = 0;
    while (length < written.length && written[length] != end()) {
      length++;
    }
    return Arrays.copyOf(written, length);
  }
}
