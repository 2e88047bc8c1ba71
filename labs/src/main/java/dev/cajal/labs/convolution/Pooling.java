package dev.cajal.labs.convolution;

import dev.cajal.backend.Shape;
import dev.cajal.classic.KNearest;
import dev.cajal.classic.Samples;
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
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.chart.MatrixFigure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The poolings of the notes on their example, and the way back through the switches. */
final class Pooling {
  static final Lab POOLING =
      new Lab(
          "pooling",
          Lecture.BRAIN,
          List.of("B6"),
          "Max pooling of the 4×4 example gives [[6, 8], [3, 4]]; pooled images keep their object.",
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
    notebook.text(
        "Windows of 2×2 side by side: each becomes one number. The maximum says that a feature is"
            + " there, and not where; so a small shift of the image changes little.");
    Tensor max = new MaxPool2d(2).apply(EXAMPLE);
    Tensor mean = new AvgPool2d(2).apply(EXAMPLE);
    Tensor root = new LPPool2d(2, 2).apply(EXAMPLE);
    notebook.figure(
        MatrixFigure.of("The example", 4, EXAMPLE.toDoubles()).blocks(2).figure(),
        MatrixFigure.of("Maximum", 2, max.toDoubles()).figure());
    notebook.figure(
        MatrixFigure.of("Average", 2, mean.toDoubles()).figure(),
        MatrixFigure.of("L2, root of the sum of squares", 2, root.toDoubles()).figure());
    notebook.equal("maximum", "[[6, 8], [3, 4]]", rows(max));
    notebook.equal("average", "[[3.25, 5.25], [2, 2]]", rows(mean));
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
    subsampling(notebook);
  }

  /** Digits at a half and a quarter of their side, recognised by their nearest neighbours. */
  private static void subsampling(Notebook notebook) {
    notebook.heading("Subsampling keeps the object");
    int count = notebook.size(600, 4000);
    Samples train = Samples.of(DrawnDigits.dataset(count, notebook.seed(), "training"));
    Samples test = Samples.of(DrawnDigits.dataset(count / 4, notebook.seed(), "test"));
    notebook.text(
        "A bird stays a bird in a smaller picture. Drawn digits, averaged over windows of 2×2 and"
            + " 4×4, recognised by their three nearest neighbours among "
            + Numbers.count(count)
            + ".");
    List<List<String>> rows = new ArrayList<>();
    List<Figure> digits = new ArrayList<>();
    double[] shares = new double[3];
    for (int i = 0; i < 3; i++) {
      int window = 1 << i;
      int side = 28 / window;
      UnaryOperator<Tensor> smaller =
          x ->
              new AvgPool2d(window).apply(x.reshape(-1, 1, 28, 28)).reshape(-1, (long) side * side);
      shares[i] = KNearest.of(3).fit(train.map(smaller)).accuracy(test.map(smaller));
      String size = side + "×" + side;
      rows.add(List.of(size, Integer.toString(side * side), Numbers.percent(shares[i], 1)));
      float[] first = smaller.apply(test.features().slice(0, 0, 1)).toArray();
      Picture picture = Picture.ofPlanes(first, 1, side, side, 0, 1);
      digits.add(
          new Figure(
              184,
              200,
              "a digit of " + size + " pixels",
              List.of(
                  new Mark.Label(16, 22, size, Anchor.START, Font.TITLE, Ink.TEXT),
                  new Mark.Pixels(16, 32, 168, 168, picture, size))));
    }
    notebook.figure(digits.toArray(Figure[]::new));
    notebook.table(List.of("pixels", "#numbers", "#recognised"), rows);
    notebook.holds(
        "recognised at 14×14, a quarter of the numbers; at 28×28 " + Numbers.percent(shares[0], 1),
        "no less than 3 points below",
        Numbers.percent(shares[1], 1),
        shares[1] > shares[0] - 0.03);
    notebook.note("recognised at 7×7", "", Numbers.percent(shares[2], 1));
  }

  private static void unpooling(Notebook notebook) {
    Pooled pooled = new MaxPool2d(2).pooled(EXAMPLE);
    Tensor back = new MaxUnpool2d(2).apply(pooled.values(), pooled.indices());
    notebook.text(
        "Each maximum goes back to its place, all others become 0. With the switches a"
            + " deconvolution net can follow a max pooling backwards.");
    notebook.figure(
        MatrixFigure.of("Before", 4, EXAMPLE.toDoubles()).blocks(2).figure(),
        MatrixFigure.of("Pooled", 2, pooled.values().toDoubles()).figure(),
        MatrixFigure.of("Unpooled", 4, back.toDoubles()).blocks(2).figure());
    notebook.equal(
        "switches: places of the maxima, counted from 0 row by row",
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
