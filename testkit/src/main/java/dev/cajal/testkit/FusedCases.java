package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.graph.Fused.Fold;
import dev.cajal.op.Add;
import dev.cajal.op.Cast;
import dev.cajal.op.Div;
import dev.cajal.op.Exp;
import dev.cajal.op.Less;
import dev.cajal.op.Mul;
import dev.cajal.op.Relu;
import dev.cajal.op.Sqrt;
import dev.cajal.op.Sub;
import dev.cajal.op.Where;
import dev.cajal.tensor.Elementwise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Fused programs as the planner makes them of layers, their gradients and optimizers. */
final class FusedCases {
  private static final Values VALUES = Values.uniform(-2, 2);
  private static final Tolerance CLOSE = Tolerance.relative(16, 2);

  private FusedCases() {}

  /** Returns an elementwise case as a program of one step. */
  static Case alone(Case primitive) {
    Elementwise op = (Elementwise) primitive.operation();
    Program program = new Program(primitive.inputTypes().getFirst().shape().toArray());
    primitive.operands().forEach(program::operand);
    DType dtype = op.result(primitive.inputTypes());
    int[] args = IntStream.range(0, primitive.operands().size()).toArray();
    return program
        .keep(program.step(op, dtype, args), dtype)
        .named(op.name() + " " + primitive.label(), primitive.tolerance());
  }

  static List<Case> all(RandomGenerator random) {
    long n = random.nextLong(2, 50);
    List<Case> cases = new ArrayList<>();
    for (long[] image : new long[][] {{2, 17, 3, 5}, {1, 1, n, 3}, {3, 16, 4, 4}, {0, 5, 2, 2}}) {
      cases.add(biasAndRelu(image, 1, image[1], 1, 1));
      cases.add(normalisation(image, 1, image[1], 1, 1));
      cases.add(reluGradient(image));
      cases.add(twoSums(image, 0, 2, 3));
      cases.add(exponentialsOfPadding(image));
    }
    for (long[] matrix : new long[][] {{n, 10}, {32, n}, {1, 7}, {5, 1}}) {
      cases.add(biasAndRelu(matrix, 1, matrix[1]));
      cases.add(biasAndRelu(matrix, matrix[0], 1));
      cases.add(twoSums(matrix, 0));
      cases.add(twoSums(matrix, 1));
      cases.add(twoSums(matrix, 0, 1));
      cases.add(shiftedExponentials(matrix));
    }
    for (long count : new long[] {1, n, 4099}) {
      cases.add(adam(count));
    }
    cases.add(pixels(n));
    return cases;
  }

  private static Case biasAndRelu(long[] domain, long... bias) {
    Program program = new Program(domain);
    int x = program.operand(VALUES, domain);
    int b = program.operand(VALUES, bias);
    int sum = program.step(new Add(), x, b);
    return program.keep(program.step(new Relu(), sum)).named(label("bias and relu", domain), CLOSE);
  }

  private static Case normalisation(long[] domain, long... channel) {
    Program program = new Program(domain);
    int x = program.operand(VALUES, domain);
    int mean = program.operand(VALUES, channel);
    int variance = program.operand(Values.uniform(0.5, 2), channel);
    int scale = program.operand(VALUES, channel);
    int epsilon = program.constant(1e-5);
    int root = program.step(new Sqrt(), program.step(new Add(), variance, epsilon));
    int centred = program.step(new Sub(), x, mean);
    int y = program.step(new Mul(), program.step(new Div(), centred, root), scale);
    return program.keep(y).named(label("normalisation", domain), Tolerance.relative(32, 4));
  }

  private static Case reluGradient(long[] domain) {
    Program program = new Program(domain);
    int g = program.operand(VALUES, domain);
    int y = program.operand(VALUES, domain);
    int zero = program.constant(0);
    int active = program.step(new Less(), DType.BOOL, zero, y);
    return program
        .keep(program.step(new Where(), active, g, zero))
        .keep(active, DType.BOOL)
        .named(label("gradient of relu", domain), Tolerance.EXACT);
  }

  /** A product that is kept, summed and searched in the same pass. */
  private static Case twoSums(long[] domain, Integer... axes) {
    Program program = new Program(domain);
    int g = program.operand(VALUES, domain);
    int x = program.operand(VALUES, domain);
    int product = program.step(new Mul(), g, x);
    long count = 1;
    for (long size : domain) {
      count *= size;
    }
    program.keep(product).fold(product, Fold.SUM, axes).fold(g, Fold.SUM, axes);
    if (count > 0) {
      program.fold(product, Fold.MAX, axes);
    }
    return program.named(label("sums over " + List.of(axes), domain), Tolerance.sum(count));
  }

  private static Case shiftedExponentials(long[] domain) {
    Program program = new Program(domain);
    int x = program.operand(VALUES, domain);
    int max = program.operand(Values.uniform(2, 3), domain[0], 1);
    int power = program.step(new Exp(), program.step(new Sub(), x, max));
    return program
        .keep(power)
        .fold(power, Fold.SUM, 1)
        .named(label("softmax", domain), Tolerance.relative(32, (double) domain[1]));
  }

  /** The exponential of padding is 1 and must not stay in the padding, nor enter the sum. */
  private static Case exponentialsOfPadding(long[] domain) {
    Program program = new Program(domain);
    int power = program.step(new Exp(), program.operand(VALUES, domain));
    return program
        .keep(power)
        .fold(power, Fold.SUM, 1)
        .named(label("sum of exponentials", domain), Tolerance.relative(32, 4.0 * domain[1]));
  }

  private static Case adam(long count) {
    Program program = new Program(count);
    int p = program.operand(VALUES, count);
    int g = program.operand(VALUES, count);
    int m = program.operand(VALUES, count);
    int v = program.operand(Values.uniform(0.1, 1), count);
    int rate = program.operand(Values.cycle(1e-3), 1);
    int keepFirst = program.constant(0.9);
    int takeFirst = program.constant(0.1);
    int keepSecond = program.constant(0.999);
    int takeSecond = program.constant(0.001);
    int epsilon = program.constant(1e-8);
    int first =
        program.step(
            new Add(),
            program.step(new Mul(), m, keepFirst),
            program.step(new Mul(), g, takeFirst));
    int square = program.step(new Mul(), g, g);
    int second =
        program.step(
            new Add(),
            program.step(new Mul(), v, keepSecond),
            program.step(new Mul(), square, takeSecond));
    int root = program.step(new Add(), program.step(new Sqrt(), second), epsilon);
    int step = program.step(new Mul(), rate, program.step(new Div(), first, root));
    return program
        .keep(program.step(new Sub(), p, step))
        .keep(first)
        .keep(second)
        .named(label("Adam", count), CLOSE);
  }

  private static Case pixels(long n) {
    Program program = new Program(n, 3, 5);
    int bytes = program.operand(Operand.of(DType.UINT8, Values.below(256), n, 3, 5));
    int mean = program.operand(Values.uniform(100, 150), 1, 3, 1);
    int scale = program.constant(1 / 64.0);
    int pixel = program.step(new Cast(DType.FLOAT32), bytes);
    int y = program.step(new Mul(), program.step(new Sub(), pixel, mean), scale);
    return program.keep(y).named("pixels", Tolerance.relative(16, 4));
  }

  private static String label(String what, long... domain) {
    return what + " " + Arrays.toString(domain);
  }
}
