package dev.cajal.cpu.vector;

import dev.cajal.backend.DType;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.vector.Compiler.Line;
import dev.cajal.graph.Fused;
import dev.cajal.graph.Fused.Fold;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Gives every value of a compiled operation its place: results are written where they stay, other
 * values share registers.
 */
final class Placing {
  private final Fused fused;
  private final List<Line> lines;
  private final List<Float> constants;
  private final List<Integer> results;
  private final int outputs;
  private final int mask;
  private final int[] places;
  private final int[] lastRead;
  private final List<Step> steps = new ArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private int registers;

  Placing(
      Fused fused,
      List<TensorType> types,
      List<Line> lines,
      List<Float> constants,
      List<Integer> results,
      boolean masked) {
    this.fused = fused;
    this.lines = lines;
    this.constants = constants;
    this.results = results;
    this.outputs = types.size() + constants.size();
    this.mask = masked ? outputs + results.size() : -1;
    this.places = new int[lines.size()];
    this.lastRead = new int[lines.size()];
  }

  Program program() {
    findLastReads();
    Arrays.fill(places, -1);
    List<Integer> overwritten = new ArrayList<>(Collections.nCopies(results.size(), -1));
    for (int r = 0; r < results.size(); r++) {
      int line = results.get(r) - Compiler.LINES;
      if (stored(r) && line >= 0 && places[line] < 0) {
        places[line] = outputs + r;
        overwritten.set(r, line);
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      place(i);
    }
    List<Integer> kept = new ArrayList<>();
    for (int r = 0; r < results.size(); r++) {
      int place = place(results.get(r));
      if (stored(r) && overwritten.get(r) < 0) {
        overwritten.set(r, steps.size());
        steps.add(Step.of(Code.COPY, outputs + r, place));
      }
      kept.add(place);
    }
    return new Program(
        steps,
        constants,
        mask,
        registers,
        firstRegister() + registers,
        kept,
        overwritten,
        operandReads());
  }

  private boolean stored(int result) {
    Fused.Result r = fused.results().get(result);
    return r.fold() == Fold.NONE && r.dtype() == DType.FLOAT32;
  }

  private void findLastReads() {
    for (int i = 0; i < lines.size(); i++) {
      for (int arg : lines.get(i).args()) {
        if (arg >= Compiler.LINES) {
          lastRead[arg - Compiler.LINES] = i;
        }
      }
    }
    for (int result : results) {
      if (result >= Compiler.LINES) {
        lastRead[result - Compiler.LINES] = lines.size();
      }
    }
  }

  private void place(int i) {
    Line line = lines.get(i);
    int[] args = line.args().stream().mapToInt(this::place).toArray();
    // A register that is read here for the last time may be written here.
    for (int value : line.args().stream().distinct().toList()) {
      int read = value - Compiler.LINES;
      if (read >= 0 && lastRead[read] == i && places[read] >= firstRegister()) {
        free.push(places[read]);
      }
    }
    if (places[i] < 0) {
      places[i] = free.isEmpty() ? firstRegister() + registers++ : free.pop();
    }
    steps.add(Step.of(line.code(), places[i], args));
  }

  private int firstRegister() {
    return outputs + results.size() + (mask < 0 ? 0 : 1);
  }

  private int place(Integer value) {
    if (value >= Compiler.LINES) {
      return places[value - Compiler.LINES];
    }
    if (value >= Compiler.CONSTANTS) {
      return outputs - constants.size() + value - Compiler.CONSTANTS;
    }
    return value == Compiler.MASK ? mask : value;
  }

  private List<Integer> operandReads() {
    List<Integer> last = new ArrayList<>(Collections.nCopies(fused.operands(), -1));
    for (int s = 0; s < steps.size(); s++) {
      Step step = steps.get(s);
      int[] args = {step.a(), step.b(), step.c(), step.d()};
      for (int k = 0; k < step.code().arity(); k++) {
        if (args[k] < fused.operands()) {
          last.set(args[k], s);
        }
      }
    }
    for (int r = 0; r < results.size(); r++) {
      if (!stored(r) && results.get(r) < fused.operands()) {
        last.set(results.get(r), steps.size());
      }
    }
    return last;
  }
}
