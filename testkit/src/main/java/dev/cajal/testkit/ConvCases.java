package dev.cajal.testkit;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Conv;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.ConvWeightGrad;
import dev.cajal.op.Window;
import dev.cajal.tensor.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Convolutions and their two backward operations over mixes of everything a window can do. */
final class ConvCases {
  private static final Values VALUES = Values.uniform(-1, 1);

  private final List<Case> cases = new ArrayList<>();

  private ConvCases() {}

  static List<Case> all(RandomGenerator random) {
    ConvCases list = new ConvCases();
    Window flat = Window.of(2);
    Window uneven = flat.padding(List.of(1, 0), List.of(2, 1));
    list.add(flat, Shape.of(2, 3, 6, 5), Shape.of(4, 3, 3, 3));
    list.add(flat.stride(2).padding(1), Shape.of(1, 2, 7, 7), Shape.of(3, 2, 3, 3));
    list.add(flat.stride(2, 1).dilation(1, 2), Shape.of(2, 2, 6, 7), Shape.of(2, 2, 2, 3));
    list.add(uneven, Shape.of(1, 2, 4, 5), Shape.of(2, 2, 3, 2));
    list.add(uneven.stride(3).dilation(2).groups(2), Shape.of(1, 4, 6, 6), Shape.of(2, 2, 2, 2));
    list.add(flat.groups(5).padding(1), Shape.of(2, 5, 4, 4), Shape.of(5, 1, 3, 3));
    list.add(flat.groups(3), Shape.of(1, 3, 4, 4), Shape.of(6, 1, 2, 2));
    list.add(flat, Shape.of(2, 5, 3, 3), Shape.of(4, 5, 1, 1));
    list.add(flat.stride(2), Shape.of(1, 3, 5, 5), Shape.of(2, 3, 1, 1));
    list.add(flat, Shape.of(2, 3, 4, 4), Shape.of(5, 3, 4, 4));
    list.add(flat.padding(3), Shape.of(1, 1, 2, 2), Shape.of(1, 1, 3, 3));
    list.add(flat.padding(1), Shape.of(0, 3, 5, 5), Shape.of(2, 3, 3, 3));
    list.add(flat.padding(1), Shape.of(2, 16, 6, 6), Shape.of(32, 16, 3, 3));
    list.add(flat.padding(2), Shape.of(2, 17, 7, 9), Shape.of(20, 17, 5, 5));
    list.add(flat, Shape.of(4, 1, 28, 28), Shape.of(6, 1, 5, 5));
    list.add(flat.stride(4).padding(2), Shape.of(1, 3, 35, 35), Shape.of(16, 3, 11, 11));
    list.add(flat.groups(2).padding(1), Shape.of(1, 32, 5, 5), Shape.of(32, 16, 3, 3));
    list.add(Window.of(1).stride(2).padding(1), Shape.of(2, 3, 9), Shape.of(4, 3, 3));
    list.add(Window.of(3).padding(1, 0, 0), Shape.of(1, 2, 2, 4, 3), Shape.of(2, 2, 2, 2, 2));
    list.add(Window.of(1).dilation(2).groups(2), Shape.of(2, 6, 11), Shape.of(4, 3, 3));
    list.add(Window.of(1).padding(List.of(3), List.of(0)), Shape.of(1, 16, 9), Shape.of(16, 16, 4));
    list.add(Window.of(1).stride(3), Shape.of(2, 1, 1), Shape.of(1, 1, 1));
    list.add(Window.of(1).padding(1), Shape.of(0, 2, 5), Shape.of(3, 2, 3));
    list.add(Window.of(3).stride(2).padding(1), Shape.of(0, 2, 3, 3, 3), Shape.of(3, 2, 3, 3, 3));
    list.add(
        Window.of(3).stride(1, 2, 2).dilation(2, 1, 1).padding(List.of(0, 1, 2), List.of(2, 0, 1)),
        Shape.of(2, 3, 4, 5, 5),
        Shape.of(4, 3, 2, 3, 2));
    list.add(
        Window.of(3).groups(16).padding(1), Shape.of(1, 16, 3, 4, 2), Shape.of(16, 1, 3, 3, 1));
    list.add(flat.groups(16).padding(1), Shape.of(2, 16, 6, 6), Shape.of(32, 1, 3, 3));
    list.add(flat.groups(24).stride(2).padding(1), Shape.of(2, 24, 7, 5), Shape.of(24, 1, 3, 3));
    list.add(
        flat.stride(2).padding(List.of(1, 1), List.of(0, 0)),
        Shape.of(2, 16, 8, 8),
        Shape.of(8, 16, 3, 3));
    for (int i = 0; i < 12; i++) {
      list.random(random);
    }
    return list.cases;
  }

  private void random(RandomGenerator random) {
    int groups = random.nextInt(1, 4);
    long[] kernel = {random.nextLong(1, 4), random.nextLong(1, 4)};
    Window window =
        Window.of(2)
            .stride(random.nextInt(1, 4), random.nextInt(1, 4))
            .dilation(random.nextInt(1, 3), random.nextInt(1, 3))
            .padding(
                List.of(random.nextInt(3), random.nextInt(3)),
                List.of(random.nextInt(3), random.nextInt(3)))
            .groups(groups);
    long channels = random.nextLong(1, 7);
    Shape x =
        Shape.of(
            random.nextLong(1, 4),
            groups * channels,
            window.reach(0, kernel[0]) + random.nextLong(6),
            window.reach(1, kernel[1]) + random.nextLong(6));
    add(window, x, Shape.of(groups * random.nextLong(1, 7), channels, kernel[0], kernel[1]));
  }

  private void add(Window window, Shape x, Shape w) {
    TensorType image = TensorType.float32(x.toArray());
    TensorType filter = TensorType.float32(w.toArray());
    Shape y = new Conv(window).infer(List.of(image, filter)).getFirst().shape();
    String label = x + " " + w + " " + window;
    add(label, new Conv(window), w.slice(1, w.rank()).count(), x, w);
    add(label, new ConvInputGrad(window, x), w.count() / Math.max(1, w.dim(1)), y, w);
    add(label, new ConvWeightGrad(window, w), y.count() / Math.max(1, y.dim(1)), y, x);
  }

  private void add(String label, Op op, long length, Shape first, Shape second) {
    Operand a = Operand.of(VALUES, first.toArray());
    Operand b = Operand.of(VALUES, second.toArray());
    cases.add(Case.of(label, op, a, b).within(Tolerance.sum(length)).derivatives(2));
  }
}
