package dev.cajal.nn.golden;

import static dev.cajal.nn.recurrent.RecurrentOptions.recurrent;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.nn.recurrent.Gru;
import dev.cajal.nn.recurrent.GruCell;
import dev.cajal.nn.recurrent.Lstm;
import dev.cajal.nn.recurrent.LstmCell;
import dev.cajal.nn.recurrent.RecurrentCell;
import dev.cajal.nn.recurrent.RecurrentLayer;
import dev.cajal.nn.recurrent.RecurrentOptions;
import dev.cajal.nn.recurrent.RecurrentOutput;
import dev.cajal.nn.recurrent.Rnn;
import dev.cajal.nn.recurrent.RnnCell;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recurrent layers, fused and unrolled, and cells against golden values. */
class RecurrentGoldenTest {

  static List<Golden> layers() {
    return Golden.family("recurrent").stream().filter(g -> !g.kind().endsWith("_cell")).toList();
  }

  static List<Golden> cells() {
    return Golden.family("recurrent").stream().filter(g -> g.kind().endsWith("_cell")).toList();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theFusedOperationAgrees(Golden golden) {
    check(golden, false);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theUnrolledGraphAgrees(Golden golden) {
    check(golden, true);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void cellsAgree(Golden golden) {
    golden.check(
        new Module[] {cell(golden), cell(golden)},
        (module, xs) -> ((RecurrentCell) module).step(xs.getFirst(), xs.subList(1, xs.size())),
        Trace::evaluation);
  }

  private static void check(Golden golden, boolean unrolled) {
    Tensor lengths = lengths(golden);
    golden.check(
        new Module[] {layer(golden, unrolled), layer(golden, unrolled)},
        (module, xs) -> {
          RecurrentOutput found =
              ((RecurrentLayer) module).run(xs.getFirst(), xs.subList(1, xs.size()), lengths);
          List<Tensor> all = new ArrayList<>(List.of(found.output()));
          all.addAll(found.state());
          return all;
        },
        Trace::evaluation);
  }

  private static @Nullable Tensor lengths(Golden golden) {
    if (!golden.has("lengths")) {
      return null;
    }
    long[] lengths = Arrays.stream(golden.integers("lengths")).asLongStream().toArray();
    return Tensor.of(Shape.of(lengths.length), lengths);
  }

  private static RecurrentLayer layer(Golden golden, boolean unrolled) {
    RecurrentOptions options =
        recurrent()
            .numLayers(golden.integer("layers"))
            .bidirectional(golden.truth("both"))
            .bias(golden.truth("bias"))
            .batchFirst(golden.truth("first"))
            .unrolled(unrolled);
    int hidden = golden.integer("hidden");
    return switch (golden.kind()) {
      case "rnn" -> new Rnn(hidden, nonlinearity(golden), options);
      case "lstm" -> new Lstm(hidden, options);
      case "gru" -> new Gru(hidden, options);
      default -> throw new IllegalStateException(golden.kind());
    };
  }

  private static RecurrentCell cell(Golden golden) {
    int hidden = golden.integer("hidden");
    boolean bias = golden.truth("bias");
    return switch (golden.kind()) {
      case "rnn_cell" -> new RnnCell(hidden, nonlinearity(golden), bias);
      case "lstm_cell" -> new LstmCell(hidden, bias);
      case "gru_cell" -> new GruCell(hidden, bias);
      default -> throw new IllegalStateException(golden.kind());
    };
  }

  private static Rnn.Nonlinearity nonlinearity(Golden golden) {
    return golden.truth("relu") ? Rnn.Nonlinearity.RELU : Rnn.Nonlinearity.TANH;
  }
}
