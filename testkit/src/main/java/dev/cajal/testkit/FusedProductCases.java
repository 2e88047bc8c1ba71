package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.graph.Fused;
import dev.cajal.graph.FusedProduct;
import dev.cajal.op.Add;
import dev.cajal.op.MatMul;
import dev.cajal.op.Mul;
import dev.cajal.op.Sub;
import dev.cajal.op.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Updates of weights by gradients of few terms, as the planner makes them of linear layers. */
final class FusedProductCases {
  private static final Values VALUES = Values.uniform(-1, 1);

  private FusedProductCases() {}

  static List<Case> all(RandomGenerator random) {
    List<Case> cases = new ArrayList<>();
    long n = random.nextLong(2, 40);
    for (long[] sizes : new long[][] {{4, 9, 130}, {1, 5, 1}, {n, 17, 64}, {3, n, 2 * n}}) {
      cases.add(momentum(true, sizes[0], sizes[1], sizes[2]));
      cases.add(momentum(false, sizes[0], sizes[1], sizes[2]));
    }
    cases.add(momentum(true, 2, 11, 17_000));
    cases.add(chosen(0, 4, 9, 130));
    cases.add(chosen(1, 4, 9, 130));
    return cases;
  }

  private static Case momentum(boolean transposed, long terms, long rows, long columns) {
    Program program = new Program(rows, columns);
    int w = program.operand(VALUES, rows, columns);
    int g = program.operand(VALUES, rows, columns);
    int v = program.operand(VALUES, rows, columns);
    int rate = program.operand(Values.cycle(0.125), 1, 1);
    int keep = program.constant(0.9);
    int next = program.step(new Add(), program.step(new Mul(), v, keep), g);
    Case update =
        program
            .keep(program.step(new Sub(), w, program.step(new Mul(), next, rate)))
            .keep(next)
            .named(
                terms + " terms, " + rows + "x" + columns, Tolerance.relative(32, (double) terms));
    return around(update, g, transposed, terms, rows, columns);
  }

  /** A truth value says which of two updates it is. */
  private static Case chosen(double truth, long terms, long rows, long columns) {
    Program program = new Program(rows, columns);
    int w = program.operand(VALUES, rows, columns);
    int g = program.operand(VALUES, rows, columns);
    int which = program.operand(Operand.of(DType.BOOL, Values.cycle(truth), 1, 1));
    int other = program.constant(0.25);
    int move = program.step(new Where(), which, g, other);
    Case update =
        program
            .keep(program.step(new Sub(), w, move))
            .named("by truth " + truth, Tolerance.relative(32, (double) terms));
    return around(update, g, true, terms, rows, columns);
  }

  private static Case around(
      Case update, int g, boolean transposed, long terms, long rows, long columns) {
    List<Operand> operands = new ArrayList<>();
    operands.add(transposed ? Operand.of(VALUES, terms, rows) : Operand.of(VALUES, rows, terms));
    operands.add(Operand.of(VALUES, terms, columns));
    for (int k = 0; k < update.operands().size(); k++) {
      if (k != g) {
        operands.add(update.operands().get(k));
      }
    }
    return new Case(
        update.label() + (transposed ? ", transposed" : ""),
        new FusedProduct(new MatMul(transposed, false), (Fused) update.operation(), g),
        operands,
        update.tolerance(),
        0);
  }
}
