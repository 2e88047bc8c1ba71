package dev.cajal.labs.convolution;

import dev.cajal.backend.Shape;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.AvgPool2d;
import dev.cajal.nn.FeatureLPPool;
import dev.cajal.nn.LPPool2d;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.MaxUnpool2d;
import dev.cajal.tensor.Pooled;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import java.util.Arrays;
import java.util.List;

/** The poolings of the notes on their example, and the way back through the switches. */
final class Pooling {
  static final Lab POOLING =
      new Lab(
          "pooling",
          Lecture.BRAIN,
          List.of("B6"),
          "Max pooling of the 4×4 example gives [[6, 8], [3, 4]].",
          Pooling::pooling);

  static final Lab UNPOOLING =
      new Lab(
          "unpooling",
          Lecture.PERCEPTRON,
          List.of("B7"),
          "Max pooling remembers where its maxima were, and unpooling puts them back there.",
          Pooling::unpooling);

  private static final Shape IMAGE = Shape.of(1, 1, 4, 4);
  private static final Tensor EXAMPLE =
      Tensor.of(IMAGE, 1f, 1, 2, 4, 5, 6, 7, 8, 3, 2, 1, 0, 1, 2, 3, 4);

  private Pooling() {}

  private static void pooling(Notebook notebook) {
    notebook.text("Windows of 2×2 side by side over [[1,1,2,4], [5,6,7,8], [3,2,1,0], [1,2,3,4]].");
    Tensor max = new MaxPool2d(2).apply(EXAMPLE);
    Tensor mean = new AvgPool2d(2).apply(EXAMPLE);
    Tensor root = new LPPool2d(2, 2).apply(EXAMPLE);
    notebook.table(
        List.of("pooling", "result"),
        List.of(
            List.of("maximum", rows(max)),
            List.of("average", rows(mean)),
            List.of("L2", rows(root))));
    notebook.equal("maximum", "[6.0, 8.0, 3.0, 4.0]", Arrays.toString(max.toArray()));
    notebook.equal("average", "[3.25, 5.25, 2.0, 2.0]", Arrays.toString(mean.toArray()));
    notebook.near(
        "L2 of the first window, √(1 + 1 + 25 + 36)", Math.sqrt(63), root.toDoubles()[0], 1e-5);
    Tensor maps =
        Tensor.concat(1, List.of(Tensor.full(EXAMPLE.type(), 3), Tensor.full(EXAMPLE.type(), 4)));
    notebook.near(
        "L2 over two feature maps of 3 and 4",
        5,
        new FeatureLPPool(2, 2).apply(maps).toDoubles()[0],
        1e-6);
    notebook.equal(
        "values kept", "4 of 16", max.shape().count() + " of " + EXAMPLE.shape().count());
  }

  private static void unpooling(Notebook notebook) {
    Pooled pooled = new MaxPool2d(2).pooled(EXAMPLE);
    Tensor back = new MaxUnpool2d(2).apply(pooled.values(), pooled.indices());
    notebook.text(
        "Each maximum goes back to its place, all others become 0. With the switches a"
            + " deconvolution net can follow a max pooling backwards.");
    notebook.table(
        List.of("", "values"),
        List.of(
            List.of("before", rows(EXAMPLE)),
            List.of("pooled", rows(pooled.values())),
            List.of("unpooled", rows(back))));
    notebook.equal(
        "switches, as places in the 4×4 image",
        "[5, 7, 8, 15]",
        Arrays.toString(
            Arrays.stream(pooled.indices().toDoubles()).mapToLong(Math::round).toArray()));
    notebook.equal(
        "unpooled", "[[0, 0, 0, 0], [0, 6, 0, 8], [3, 0, 0, 0], [0, 0, 0, 4]]", rows(back));
    notebook.equal(
        "pooled again it is the same", rows(pooled.values()), rows(new MaxPool2d(2).apply(back)));
  }

  private static String rows(Tensor image) {
    int width = Math.toIntExact(image.dim(3));
    double[] values = image.toDoubles();
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < values.length; i++) {
      text.append(i % width == 0 ? (i == 0 ? "[" : ", [") : ", ");
      text.append(number(values[i])).append(i % width == width - 1 ? "]" : "");
    }
    return text.append("]").toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString(Math.round(value)) : Numbers.fixed(value, 2);
  }
}
