package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.backend.TensorType;
import dev.cajal.recurrent.Cell;
import dev.cajal.recurrent.Recurrence;
import dev.cajal.recurrent.RecurrenceGrad;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Recurrences of every cell and their reverses: both directions, lengths, single steps. */
final class RecurrenceCases {
  private static final Values VALUES = Values.uniform(-0.9, 0.9);
  private static final Tolerance STEPS = Tolerance.relative(400, 1);

  private final List<Case> cases = new ArrayList<>();

  private RecurrenceCases() {}

  static List<Case> all(RandomGenerator random) {
    RecurrenceCases list = new RecurrenceCases();
    for (Cell cell : Cell.values()) {
      for (boolean reverse : new boolean[] {false, true}) {
        list.add(cell, reverse, false, 3, 2, 3);
        list.add(cell, reverse, true, 4, 3, 2);
      }
      list.add(cell, false, false, 1, 1, 1);
      list.add(cell, true, true, 1, 2, 5);
      list.add(cell, false, true, 2, 0, 3);
      list.add(
          cell,
          random.nextBoolean(),
          random.nextBoolean(),
          random.nextLong(2, 7),
          random.nextLong(1, 9),
          random.nextLong(1, 50));
    }
    return list.cases;
  }

  private void add(
      Cell cell, boolean reverse, boolean lengths, long steps, long batch, long hidden) {
    Recurrence forward = new Recurrence(cell, reverse, lengths);
    // Weights of a size that lets rounding errors neither grow nor vanish over the steps.
    double size = 1.5 / Math.sqrt((double) hidden);
    Operand weight = Operand.of(Values.uniform(-size, size), cell.gates() * hidden, hidden);
    Operand bias = Operand.of(VALUES, cell.gates() * hidden);
    Operand state = Operand.of(VALUES, batch, hidden);
    // Some sequences are empty, and some lengths are beyond the end.
    Operand end = Operand.of(DType.INT64, Values.below(steps + 2), batch);

    List<Operand> operands =
        new ArrayList<>(
            List.of(Operand.of(VALUES, steps, batch, cell.gates() * hidden), weight, bias));
    List<Operand> initial = Collections.nCopies(cell.states(), state);
    operands.addAll(initial);
    List<Operand> ends = lengths ? List.of(end) : List.of();
    operands.addAll(ends);
    String label =
        cell
            + " of "
            + operands.getFirst().type().shape()
            + (reverse ? ", reverse" : "")
            + (lengths ? ", lengths" : "");
    cases.add(new Case(label, forward, operands, STEPS, 2));

    List<Operand> results =
        forward.infer(operands.stream().map(Operand::type).toList()).stream()
            .map(TensorType::shape)
            .map(shape -> Operand.of(VALUES, shape.toArray()))
            .toList();
    for (boolean all : new boolean[] {true, false}) {
      // The gradient of the outputs alone is the usual case.
      List<Operand> back = new ArrayList<>(List.of(weight));
      back.addAll(initial);
      back.addAll(results);
      back.addAll(all ? results : results.subList(0, 1));
      back.addAll(ends);
      List<Boolean> given =
          IntStream.range(0, results.size()).mapToObj(i -> all || i == 0).toList();
      cases.add(
          new Case(
              label + (all ? "" : ", outputs alone"),
              new RecurrenceGrad(cell, reverse, lengths, given),
              back,
              STEPS,
              2));
    }
  }
}
