package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.AvgPool;
import dev.cajal.op.AvgPoolGrad;
import dev.cajal.op.MaxPool;
import dev.cajal.op.MaxUnpool;
import dev.cajal.op.SwitchGather;
import dev.cajal.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Poolings and what carries their derivatives. */
final class PoolCases {
  private static final Values VALUES = Values.uniform(-1, 1);

  private final List<Case> cases = new ArrayList<>();

  private PoolCases() {}

  static List<Case> all(RandomGenerator random) {
    PoolCases list = new PoolCases();
    Window flat = Window.of(2);
    list.add(List.of(2, 2), flat.stride(2), Shape.of(2, 3, 6, 4));
    list.add(List.of(2, 2), flat.stride(2), Shape.of(1, 17, 7, 5));
    list.add(List.of(3, 3), flat.stride(2), Shape.of(2, 2, 7, 7));
    list.add(List.of(3, 3), flat.stride(2).padding(1), Shape.of(1, 2, 6, 5));
    list.add(List.of(3, 2), flat.padding(List.of(1, 0), List.of(0, 1)), Shape.of(1, 2, 4, 5));
    list.add(List.of(3, 3), flat.stride(2).padding(1).dilation(1, 2), Shape.of(1, 1, 6, 5));
    list.add(List.of(1, 1), flat.stride(2), Shape.of(1, 2, 3, 3));
    list.add(List.of(5, 4), flat, Shape.of(2, 16, 5, 4));
    list.add(List.of(16, 17), flat, Shape.of(1, 1, 17, 18));
    list.add(List.of(2, 2), flat.stride(2), Shape.of(0, 3, 4, 4));
    list.add(List.of(3), Window.of(1).stride(2).padding(1), Shape.of(2, 3, 8));
    list.add(List.of(2, 2, 2), Window.of(3).stride(2, 1, 1), Shape.of(1, 2, 4, 3, 3));
    for (int i = 0; i < 8; i++) {
      list.random(random);
    }
    list.edges();
    return list.cases;
  }

  private void random(RandomGenerator random) {
    int rows = random.nextInt(2, 5);
    int columns = random.nextInt(2, 5);
    Window window =
        Window.of(2)
            .stride(random.nextInt(1, 4), random.nextInt(1, 4))
            .padding(
                List.of(random.nextInt(rows), random.nextInt(columns)),
                List.of(random.nextInt(rows), random.nextInt(columns)));
    add(
        List.of(rows, columns),
        window,
        Shape.of(
            random.nextLong(1, 4),
            random.nextLong(1, 20),
            rows + random.nextLong(6),
            columns + random.nextLong(6)));
  }

  private void add(List<Integer> size, Window window, Shape x) {
    String label = size + " of " + x + " " + window;
    TensorType image = TensorType.float32(x.toArray());
    List<TensorType> pooled = new MaxPool(size, window).infer(List.of(image));
    long[] y = pooled.getFirst().shape().toArray();
    Operand input = Operand.of(VALUES, x.toArray());
    Operand grad = Operand.of(VALUES, y);
    cases.add(
        Case.of(label, new MaxPool(size, window), Operand.of(Values.apart(), x.toArray()))
            .derivatives(2));
    Operand switches =
        new Operand(pooled.get(1), inside(size, window, x, pooled.getFirst().shape()));
    long volume = size.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    cases.add(
        Case.of(label, new MaxUnpool(size, window, x), grad, switches)
            .within(Tolerance.sum(volume))
            .derivatives(2));
    cases.add(Case.of(label, new SwitchGather(size, window), input, switches).derivatives(2));
    for (boolean counted : new boolean[] {true, false}) {
      String which = counted ? label + ", padding counted" : label;
      cases.add(
          Case.of(which, new AvgPool(size, window, counted), input)
              .within(Tolerance.sum(volume))
              .derivatives(2));
      cases.add(
          Case.of(which, new AvgPoolGrad(size, window, counted, x), grad)
              .within(Tolerance.sum(volume))
              .derivatives(2));
    }
  }

  /** Returns switches that point at random to elements inside the image. */
  private static Values inside(List<Integer> size, Window window, Shape x, Shape y) {
    return (i, random) -> {
      long rest = i;
      long position = 0;
      long step = 1;
      for (int a = size.size() - 1; a >= 0; a--) {
        long stop = rest % y.dim(a + 2);
        rest /= y.dim(a + 2);
        long start = stop * window.strides().get(a) - window.padBefore().get(a);
        long tap;
        do {
          tap = random.nextInt(size.get(a));
        } while (start + tap * window.dilations().get(a) < 0
            || start + tap * window.dilations().get(a) >= x.dim(a + 2));
        position += tap * step;
        step *= size.get(a);
      }
      return position;
    };
  }

  private void edges() {
    double inf = Double.POSITIVE_INFINITY;
    Window window = Window.of(2).stride(2).padding(1);
    MaxPool pool = new MaxPool(List.of(3, 3), window);
    long[] sizes = {1, 2, 5, 5};
    cases.add(Case.of("ties", pool, Operand.of(Values.below(2), sizes)));
    cases.add(Case.of("all minus infinity", pool, Operand.of(Values.cycle(-inf), sizes)));
    Values mixed = Values.cycle(1, -inf, Double.NaN, 2, -3, inf, 0);
    cases.add(Case.of("edges", pool, Operand.of(mixed, sizes)));
    cases.add(Case.of("negative", pool, Operand.of(Values.uniform(-3, -1), sizes)));
    cases.add(
        Case.of(
            "wide switches",
            new SwitchGather(List.of(16, 16), Window.of(2)),
            Operand.of(VALUES, 1, 1, 16, 16),
            Operand.of(DType.INT32, Values.below(256), 1, 1, 1, 1)));
  }
}
