package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.Harness.float32;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Fused;
import dev.cajal.graph.Fused.Fold;
import dev.cajal.op.Abs;
import dev.cajal.op.Add;
import dev.cajal.op.Cast;
import dev.cajal.op.Cos;
import dev.cajal.op.Div;
import dev.cajal.op.Equal;
import dev.cajal.op.Erf;
import dev.cajal.op.Exp;
import dev.cajal.op.Floor;
import dev.cajal.op.Less;
import dev.cajal.op.LessOrEqual;
import dev.cajal.op.Log;
import dev.cajal.op.Maximum;
import dev.cajal.op.Minimum;
import dev.cajal.op.Mul;
import dev.cajal.op.Neg;
import dev.cajal.op.Pow;
import dev.cajal.op.Relu;
import dev.cajal.op.Sigmoid;
import dev.cajal.op.Sign;
import dev.cajal.op.Sin;
import dev.cajal.op.Sqrt;
import dev.cajal.op.Sub;
import dev.cajal.op.Tanh;
import dev.cajal.op.Where;
import dev.cajal.tensor.Elementwise;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuFusedTest {
  private static final double CLOSE = 2e-6;

  @Test
  @DisplayName("every unary operation agrees with the reference")
  void unaryOperations() {
    List<Elementwise> ops =
        List.of(
            new Neg(),
            new Abs(),
            new Relu(),
            new Sign(),
            new Floor(),
            new Exp(),
            new Tanh(),
            new Sigmoid(),
            new Sin(),
            new Cos(),
            new Erf(),
            new Cast(DType.FLOAT32));
    for (Elementwise op : ops) {
      for (long n : new long[] {1, 15, 16, 1025, 3001}) {
        checkSingle(new Harness(n).drawingFrom(-5, 5), op, Shape.of(n));
        checkSingle(new Harness(n).drawingFrom(-5, 5).portable(), op, Shape.of(n));
      }
    }
    for (Elementwise op : List.<Elementwise>of(new Sqrt(), new Log())) {
      checkSingle(new Harness(3).drawingFrom(1e-3, 50), op, Shape.of(1037));
    }
  }

  @Test
  @DisplayName("every operation of two operands agrees with the reference")
  void binaryOperations() {
    List<Elementwise> ops =
        List.of(
            new Add(), new Sub(), new Mul(), new Div(), new Maximum(), new Minimum(), new Pow());
    for (Elementwise op : ops) {
      checkSingle(new Harness(7).drawingFrom(0.25, 3), op, Shape.of(3, 411));
      checkSingle(new Harness(7).drawingFrom(0.25, 3).portable(), op, Shape.of(3, 411));
    }
  }

  @Test
  @DisplayName("an update by an outer product reads single numbers where a tile repeats them")
  void updateByOuterProduct() {
    for (long columns : new long[] {784, 37, 5, 1}) {
      Shape shape = Shape.of(21, columns);
      ProgramWriter w = new ProgramWriter(shape, 5, 0.9);
      int gradient = w.put(new Mul(), 0, 1);
      int velocity = w.put(new Add(), w.put(new Mul(), 2, w.constant(0)), gradient);
      int weight = w.put(new Sub(), 3, w.put(new Mul(), velocity, 4));
      Fused fused = w.keep(velocity).keep(weight).fused();
      List<Shape> shapes =
          List.of(Shape.of(21, 1), Shape.of(1, columns), shape, shape, Shape.of(1, 1));
      List<TensorType> types = shapes.stream().map(Harness::float32).toList();
      List<Layout> layouts = shapes.stream().map(Layout::rowMajor).toList();

      new Harness(columns).checkRandom(fused, types, layouts, CLOSE);
      new Harness(columns).portable().checkRandom(fused, types, layouts, CLOSE);
    }
  }

  @Test
  @DisplayName("rows that fill a tile each are folded along either axis, beside what is repeated")
  void foldsOfRowsOfOneTile() {
    Shape shape = Shape.of(9, 700);
    List<Shape> shapes = List.of(Shape.of(9, 1), Shape.of(1, 700), shape);
    List<TensorType> types = shapes.stream().map(Harness::float32).toList();
    List<Layout> layouts = shapes.stream().map(Layout::rowMajor).toList();
    for (Fold fold : List.of(Fold.SUM, Fold.MAX)) {
      ProgramWriter w = new ProgramWriter(shape, 3);
      int value = w.put(new Add(), w.put(new Mul(), 0, 1), 2);
      Fused fused = w.fold(value, fold, 0).fold(value, fold, 1).fold(value, fold, 0, 1).fused();

      new Harness(3).checkRandom(fused, types, layouts, 1e-4);
      new Harness(3).portable().checkRandom(fused, types, layouts, 1e-4);
    }
  }

  private static void checkSingle(Harness harness, Elementwise op, Shape shape) {
    ProgramWriter writer = new ProgramWriter(shape, op.arity());
    Integer[] args = IntStream.range(0, op.arity()).boxed().toArray(Integer[]::new);
    Fused fused = writer.keep(writer.put(op, args)).fused();
    List<TensorType> types = Collections.nCopies(op.arity(), float32(shape));
    harness.checkRandom(
        fused, types, Collections.nCopies(op.arity(), Layout.rowMajor(shape)), CLOSE);
  }

  @Test
  @DisplayName("truth values are kept as bytes, chosen by and cast")
  void truthValues() {
    Shape shape = Shape.of(5, 207);
    ProgramWriter w = new ProgramWriter(shape, 4, 0.5);
    int less = w.put(new Less(), DType.BOOL, 0, 1);
    int atMost = w.put(new LessOrEqual(), DType.BOOL, 0, w.constant(0));
    int same = w.put(new Equal(), DType.BOOL, 2, 2);
    int given = w.put(new Where(), 2, 0, 1);
    int chosen = w.put(new Where(), atMost, given, 1);
    int pixel = w.put(new Cast(DType.FLOAT32), 3);
    int both = w.put(new Add(), w.put(new Cast(DType.FLOAT32), less), pixel);
    Fused fused = w.keep(less, DType.BOOL).keep(same, DType.BOOL).keep(chosen).keep(both).fused();
    List<TensorType> types =
        List.of(
            float32(shape),
            float32(shape),
            new TensorType(DType.BOOL, shape),
            new TensorType(DType.UINT8, shape));
    new Harness(11)
        .checkRandom(fused, types, Collections.nCopies(4, Layout.rowMajor(shape)), CLOSE);
  }

  @Test
  @DisplayName("integer operands are read through casts, whole and repeated")
  void integers() {
    Shape shape = Shape.of(9, 31);
    ProgramWriter w = new ProgramWriter(shape, 3);
    int a = w.put(new Cast(DType.FLOAT32), 0);
    int b = w.put(new Cast(DType.FLOAT32), 1);
    int c = w.put(new Cast(DType.FLOAT32), 2);
    Fused fused = w.keep(w.put(new Sub(), w.put(new Mul(), a, b), c)).fused();
    List<TensorType> types =
        List.of(
            new TensorType(DType.INT32, shape),
            new TensorType(DType.INT64, Shape.of(9, 1)),
            new TensorType(DType.UINT8, Shape.of(1, 31)));
    new Harness(12)
        .checkRandom(
            fused, types, types.stream().map(t -> Layout.rowMajor(t.shape())).toList(), CLOSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"row-major", "channels-last", "blocked", "weights"})
  @DisplayName("operands repeated along any axes agree with the reference in every layout")
  void repeatedOperands(String layout) {
    Random random = new Random(layout.hashCode());
    for (int trial = 0; trial < 24; trial++) {
      Shape domain = domain(random);
      ProgramWriter w = new ProgramWriter(domain, 4, 0.75);
      int sum = w.put(new Add(), w.put(new Mul(), 0, 1), 2);
      int shifted = w.put(new Sub(), sum, w.put(new Mul(), 3, w.constant(0)));
      int relu = w.put(new Relu(), shifted);
      int exp = w.put(new Exp(), shifted);
      Fused fused = w.keep(relu).keep(exp).fused();
      List<TensorType> types =
          List.of(
              float32(domain),
              float32(some(domain, random)),
              float32(some(domain, random)),
              float32(some(domain, random)));
      new Harness(trial).checkRandom(fused, types, layouts(layout, domain, types), 4e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"row-major", "channels-last", "blocked", "weights"})
  @DisplayName("sums and maxima over any axes agree with the reference in every layout")
  void folds(String layout) {
    Random random = new Random(5 + layout.hashCode());
    for (int trial = 0; trial < 30; trial++) {
      Shape domain = domain(random);
      ProgramWriter w = new ProgramWriter(domain, 2, 1.0);
      int sum = w.put(new Add(), 0, 1);
      int shifted = w.put(new Sub(), sum, w.constant(0));
      Fused fused =
          w.fold(shifted, Fold.SUM, axes(domain, random))
              .fold(sum, Fold.MAX, axes(domain, random))
              .fold(0, Fold.SUM, axes(domain, random))
              .fold(0, Fold.MAX, axes(domain, random))
              .keep(shifted)
              .fused();
      List<TensorType> types = List.of(float32(domain), float32(some(domain, random)));
      new Harness(trial).checkRandom(fused, types, layouts(layout, domain, types), 3e-5);
    }
  }

  @Test
  @DisplayName("random programs agree with the reference, with shared values and several results")
  void randomPrograms() {
    List<Elementwise> ops = List.of(new Add(), new Sub(), new Mul(), new Maximum(), new Relu());
    Random random = new Random(21);
    for (int trial = 0; trial < 60; trial++) {
      Shape domain = domain(random);
      ProgramWriter w = new ProgramWriter(domain, 3, 0.5, -0.25);
      int value = 4;
      for (int i = 0; i < 2 + random.nextInt(12); i++) {
        Elementwise op = ops.get(random.nextInt(ops.size()));
        int first = random.nextInt(value + 1);
        value = op.arity() == 1 ? w.put(op, first) : w.put(op, first, random.nextInt(value + 1));
        if (random.nextInt(4) == 0) {
          int less = w.put(new Less(), DType.BOOL, random.nextInt(5), value);
          value = w.put(new Where(), less, random.nextInt(5), value);
        }
      }
      w.keep(value).keep(random.nextInt(value + 1)).fold(value, Fold.SUM, axes(domain, random));
      List<TensorType> types =
          List.of(float32(domain), float32(some(domain, random)), float32(domain));
      String layout = List.of("row-major", "blocked", "weights").get(trial % 3);
      Fused fused = w.fused();
      List<Layout> given = layouts(layout, domain, types);
      new Harness(trial).drawingFrom(-0.7, 0.7).checkRandom(fused, types, given, 2e-5);
      new Harness(trial).drawingFrom(-0.7, 0.7).portable().checkRandom(fused, types, given, 2e-5);
    }
  }

  @Test
  @DisplayName("many elements are summed to five digits, also when their mean is large")
  void longSums() {
    Shape domain = Shape.of(300, 1009);
    for (Integer[] axes : List.of(new Integer[] {0}, new Integer[] {1}, new Integer[] {0, 1})) {
      Fused fused = new ProgramWriter(domain, 1).fold(0, Fold.SUM, axes).fused();
      new Harness(1)
          .drawingFrom(900, 1000)
          .checkRandom(fused, List.of(float32(domain)), List.of(Layout.rowMajor(domain)), 1e-6);
    }
  }

  @Test
  @DisplayName("results may be written over the operands that nothing reads afterwards")
  void updatesInPlace() {
    Shape shape = Shape.of(70_001);
    ProgramWriter w = new ProgramWriter(shape, 4, 0.875);
    int velocity = w.put(new Add(), w.put(new Mul(), 2, w.constant(0)), 1);
    int weight = w.put(new Sub(), 0, w.put(new Mul(), velocity, 3));
    Fused fused = w.keep(velocity).keep(weight).fused();
    List<TensorType> types =
        List.of(float32(shape), float32(shape), float32(shape), float32(Shape.of(1)));
    var kernel =
        VectorKernels.choose(Request.rowMajor(fused, types, fused.infer(types)))
            .orElseThrow()
            .kernel();
    assertThat(kernel.mayOverwrite(0, 2)).isTrue();
    assertThat(kernel.mayOverwrite(1, 0)).isTrue();
    assertThat(kernel.mayOverwrite(0, 0)).isFalse();
    assertThat(kernel.mayOverwrite(0, 3)).isFalse();

    Harness harness = new Harness(8);
    List<HostArray> arrays = types.stream().map(harness::operand).toList();
    List<HostArray> expected = new ArrayList<>();
    MemorySegment[] in = new MemorySegment[4];
    for (int i = 0; i < 4; i++) {
      in[i] = Memory.allocate(types.get(i).bytes());
      HostArray.of(types.get(i), in[i]).copyFrom(arrays.get(i));
    }
    for (TensorType type : fused.infer(types)) {
      expected.add(HostArray.of(type, Memory.allocate(type.bytes())));
    }
    fused.forward(arrays, expected);
    kernel.run(in, new MemorySegment[] {in[2], in[0]}, Memory.allocate(kernel.scratchBytes()));
    for (long i = 0; i < shape.count(); i++) {
      assertThat(in[2].getAtIndex(ValueLayout.JAVA_FLOAT, i))
          .isEqualTo((float) expected.get(0).get(i));
      assertThat(in[0].getAtIndex(ValueLayout.JAVA_FLOAT, i))
          .isEqualTo((float) expected.get(1).get(i));
    }
  }

  @Test
  @DisplayName("types without a loop are left to another backend")
  void declines() {
    Shape shape = Shape.of(4);
    Fused wide = new ProgramWriter(shape, 1).keep(0, DType.FLOAT64).fused();
    List<TensorType> types = List.of(new TensorType(DType.FLOAT64, shape));
    assertThat(VectorKernels.choose(Request.rowMajor(wide, types, types))).isEmpty();
  }

  @Test
  @DisplayName("counters and other small integer programs are computed exactly")
  void counters() {
    Shape shape = Shape.of(3, 5);
    ProgramWriter w = new ProgramWriter(shape, 3, 1.0);
    int next = w.put(new Add(), DType.INT64, 0, w.constant(0));
    int same = w.put(new Equal(), DType.BOOL, 0, 1);
    int small = w.put(new Cast(DType.UINT8), DType.UINT8, 2);
    Fused fused = w.keep(next, DType.INT64).keep(same, DType.BOOL).keep(small, DType.UINT8).fused();
    List<TensorType> types =
        List.of(
            new TensorType(DType.INT64, shape),
            new TensorType(DType.INT64, Shape.of(1, 1)),
            new TensorType(DType.INT32, shape));
    new Harness(6)
        .checkRandom(fused, types, types.stream().map(t -> Layout.rowMajor(t.shape())).toList(), 0);
  }

  private static Shape domain(Random random) {
    return Shape.of(
        1 + random.nextInt(5),
        1 + random.nextInt(40),
        1 + random.nextInt(12),
        1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 8));
  }

  /** The domain with random axes of size 1. */
  private static Shape some(Shape domain, Random random) {
    Shape shape = domain;
    for (int a = 0; a < domain.rank(); a++) {
      shape = random.nextBoolean() ? shape.with(a, 1) : shape;
    }
    return shape;
  }

  private static Integer[] axes(Shape domain, Random random) {
    Integer[] axes =
        IntStream.range(0, domain.rank())
            .filter(a -> random.nextBoolean())
            .boxed()
            .toArray(Integer[]::new);
    return axes.length == 0 ? new Integer[] {1} : axes;
  }

  private static List<Layout> layouts(String name, Shape domain, List<TensorType> types) {
    return types.stream()
        .map(t ->
            t.shape().equals(domain) ? Harness.layout(name, domain) : Layout.rowMajor(t.shape()))
        .toList();
  }
}
