package dev.cajal.testkit;

import dev.cajal.op.MatMul;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Matrix products: both transpositions, batches, vectors in disguise, empty sides. */
final class MatMulCases {

  private MatMulCases() {}

  static List<Case> all(RandomGenerator random) {
    List<Case> cases = new ArrayList<>();
    for (boolean a : new boolean[] {false, true}) {
      for (boolean b : new boolean[] {false, true}) {
        cases.add(product(a, b, 3, 5, 4));
        cases.add(
            product(a, b, random.nextLong(1, 40), random.nextLong(1, 200), random.nextLong(1, 70)));
        cases.add(product(a, b, 1, random.nextLong(2, 40), 1));
        cases.add(product(a, b, 32, 84, 10));
        cases.add(product(a, b, 5, 4, 3, 2));
        cases.add(product(a, b, 3, random.nextLong(2, 9), 5, 2, 3));
        cases.add(product(a, b, 0, 4, 3));
        cases.add(product(a, b, 2, 0, 3));
      }
    }
    return cases;
  }

  private static Case product(boolean a, boolean b, long m, long k, long n, long... batch) {
    Values values = Values.uniform(-1, 1);
    Operand left = Operand.of(values, sizes(batch, a ? k : m, a ? m : k));
    Operand right = Operand.of(values, sizes(batch, b ? n : k, b ? k : n));
    String label =
        left.type().shape() + (a ? "ᵀ" : "") + " " + right.type().shape() + (b ? "ᵀ" : "");
    return Case.of(label, new MatMul(a, b), left, right).within(Tolerance.sum(k)).derivatives(2);
  }

  private static long[] sizes(long[] batch, long rows, long columns) {
    long[] sizes = Arrays.copyOf(batch, batch.length + 2);
    sizes[batch.length] = rows;
    sizes[batch.length + 1] = columns;
    return sizes;
  }
}
