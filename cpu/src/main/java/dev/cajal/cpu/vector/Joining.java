package dev.cajal.cpu.vector;

import dev.cajal.cpu.vector.Compiler.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins products with the sum that alone reads them, and a comparison with the choice that alone
 * reads it, so that neither passes through memory. Roundings stay as they were.
 */
final class Joining {
  private final List<Line> lines;
  private final List<Integer> results;
  private final int[] reads;
  private final boolean[] gone;

  private Joining(List<Line> lines, List<Integer> results) {
    this.lines = new ArrayList<>(lines);
    this.results = results;
    this.reads = new int[lines.size()];
    this.gone = new boolean[lines.size()];
  }

  /** Returns the lines with pairs joined; lines that vanished are renumbered, also in results. */
  static List<Line> apply(List<Line> lines, List<Integer> results) {
    Joining joining = new Joining(lines, results);
    joining.count();
    for (int i = 0; i < lines.size(); i++) {
      joining.join(i);
    }
    return joining.renumber();
  }

  private void count() {
    for (Line line : lines) {
      line.args().forEach(this::read);
    }
    results.forEach(this::read);
  }

  private void read(int value) {
    if (value >= Compiler.LINES) {
      reads[value - Compiler.LINES]++;
    }
  }

  private void join(int i) {
    List<Integer> args = lines.get(i).args();
    switch (lines.get(i).code()) {
      case ADD -> {
        if (only(args.get(0), Code.MUL) && only(args.get(1), Code.MUL)) {
          List<Integer> second = lines.get(args.get(1) - Compiler.LINES).args();
          gone[args.get(1) - Compiler.LINES] = true;
          take(i, Code.MUL_ADD_MUL, args.get(0), second.toArray(Integer[]::new));
        } else if (only(args.get(0), Code.MUL)) {
          take(i, Code.MUL_ADD, args.get(0), args.get(1));
        } else if (only(args.get(1), Code.MUL)) {
          take(i, Code.MUL_ADD, args.get(1), args.get(0));
        }
      }
      case SUB -> {
        if (only(args.get(0), Code.MUL)) {
          take(i, Code.MUL_SUB, args.get(0), args.get(1));
        } else if (only(args.get(1), Code.MUL)) {
          take(i, Code.SUB_MUL, args.get(1), args.get(0));
        }
      }
      case WHERE -> {
        if (only(args.get(0), Code.LESS)) {
          take(i, Code.WHERE_LESS, args.get(0), args.get(1), args.get(2));
        }
      }
      default -> {}
    }
  }

  private boolean only(int value, Code code) {
    int line = value - Compiler.LINES;
    return line >= 0 && reads[line] == 1 && lines.get(line).code() == code;
  }

  /** Replaces a line by one that takes over the operands of the line it read. */
  private void take(int i, Code code, int value, Integer... others) {
    List<Integer> args = new ArrayList<>(lines.get(value - Compiler.LINES).args());
    args.addAll(List.of(others));
    lines.set(i, new Line(code, args));
    gone[value - Compiler.LINES] = true;
  }

  private List<Line> renumber() {
    int[] number = new int[lines.size()];
    List<Line> kept = new ArrayList<>();
    for (int i = 0; i < number.length; i++) {
      if (!gone[i]) {
        Line line = lines.get(i);
        number[i] = Compiler.LINES + kept.size();
        kept.add(new Line(line.code(), line.args().stream().map(a -> moved(a, number)).toList()));
      }
    }
    results.replaceAll(r -> moved(r, number));
    return kept;
  }

  private static int moved(int value, int[] number) {
    return value >= Compiler.LINES ? number[value - Compiler.LINES] : value;
  }
}
