package dev.cajal.labs.convolution;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.backend.Shape;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.GlobalMaxPool;
import dev.cajal.nn.Kernel;
import dev.cajal.nn.Linear;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.inspect.Activations;
import dev.cajal.tensor.PaddingMode;
import dev.cajal.tensor.Tensor;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What moves when the image moves. */
final class Translation {
  static final Lab LAB =
      new Lab(
          "translation",
          Lecture.BRAIN,
          List.of("B12"),
          "Convolution moves with its image exactly; pooling makes what comes after it change"
              + " little.",
          Translation::run);

  private static final int FARTHEST = 6;
  private static final String WHOLE = "global pool";

  private Translation() {}

  private static void run(Notebook notebook) throws IOException {
    equivariance(notebook);
    Dataset train = DrawnDigits.dataset(notebook.size(600, 8000), notebook.seed(), "training");
    Dataset test = DrawnDigits.dataset(notebook.size(200, 1000), notebook.seed(), "test");
    Tensor images = Lessons.images(test);
    notebook.heading("Nets that saw centred digits only");
    notebook.text(
        "Three nets learn "
            + Numbers.count(train.size())
            + " drawn digits, which all lie in the middle, and are asked about digits moved to the"
            + " right. None was shown a moved digit. One has two linear layers and no pooling, one"
            + " two max pools before its linear layer, and one a global pool there.");
    Module global = global();
    Map<String, Module> nets = new LinkedHashMap<>();
    nets.put("no pooling", dense());
    nets.put("two pools", pooled());
    nets.put("global pool", global);
    List<Series> curves = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    List<double[]> right = new ArrayList<>();
    for (Map.Entry<String, Module> net : nets.entrySet()) {
      Module model = net.getValue();
      model.build(Shape.of(1, 28, 28), notebook.seed());
      Lessons.teach(model, train, notebook.size(5, 6), notebook.seed());
      double[] kept = new double[FARTHEST + 1];
      List<Point> points = new ArrayList<>();
      List<String> row = new ArrayList<>(List.of(net.getKey()));
      for (int shift = 0; shift <= FARTHEST; shift++) {
        kept[shift] = Lessons.accuracy(model, images.roll(3, shift), test);
        points.add(new Point(shift, kept[shift]));
        row.add(Numbers.percent(kept[shift], 1));
      }
      right.add(kept);
      curves.add(new Series(net.getKey(), points));
      rows.add(row);
    }
    notebook.figure(
        new LineChart(
                "Pooling keeps digits recognised that moved",
                new Axis("pixels the digit was moved to the right", Axis.Kind.INTEGER),
                new Axis("digits recognised", Axis.Kind.PERCENT),
                curves)
            .figure());
    List<String> head = new ArrayList<>(List.of("net"));
    for (int shift = 0; shift <= FARTHEST; shift++) {
      head.add("#" + shift + " px");
    }
    notebook.table(head, rows);
    double worst = right.stream().mapToDouble(kept -> kept[0]).min().orElseThrow();
    notebook.holds(
        "recognised where they were",
        "over 80 %",
        Numbers.percent(worst, 1) + " or more",
        worst > 0.8);
    order(notebook, right, 4);
    features(notebook, global, images.slice(0, 0, 100));
  }

  private static void order(Notebook notebook, List<double[]> right, int shift) {
    double dense = right.get(0)[shift];
    double pooled = right.get(1)[shift];
    double global = right.get(2)[shift];
    notebook.holds(
        "recognised " + shift + " pixels to the right",
        "more with pooling, most with global pooling",
        "%s, %s, %s"
            .formatted(
                Numbers.percent(dense, 1), Numbers.percent(pooled, 1), Numbers.percent(global, 1)),
        global > pooled && pooled > dense);
  }

  private static void equivariance(Notebook notebook) {
    notebook.heading("Equivariance, exactly");
    notebook.text(
        "Let T move an image by some pixels, those pushed out coming in again at the other side,"
            + " and let the convolution continue the image likewise. Then conv(T·x) = T·conv(x);"
            + " with stride 2 it holds for even shifts only, and the result moves half as far.");
    Tensor x = Lessons.images(DrawnDigits.dataset(4, notebook.seed(), "equivariance"));
    Module one = circular(kernel(5), 2);
    Module two = circular(kernel(4).stride(2), 1);
    List<List<String>> rows = new ArrayList<>();
    double unit = 0;
    for (int shift = 1; shift <= 4; shift++) {
      double apart = apart(one.apply(x.roll(3, shift)), one.apply(x).roll(3, shift));
      unit = Math.max(unit, apart);
      double strided =
          apart(two.apply(x.roll(3, shift)), two.apply(x).roll(3, Math.round(shift / 2.0)));
      rows.add(
          List.of(
              Integer.toString(shift), Numbers.significant(apart), Numbers.significant(strided)));
      String what = "stride 2, moved by " + shift + ": distance over length";
      if (shift % 2 == 0) {
        notebook.near(what, 0, strided, 1e-6);
      } else {
        notebook.holds(what, "not 0", Numbers.significant(strided), strided > 0.1);
      }
    }
    notebook.table(List.of("#pixels", "#stride 1: distance", "#stride 2: distance"), rows);
    notebook.near("stride 1, moved by 1 to 4: distance over length", 0, unit, 1e-6);
  }

  private static Module circular(Kernel kernel, int padding) {
    Module conv = new Conv2d(8, kernel.padding(padding).paddingMode(PaddingMode.CIRCULAR));
    conv.build(Shape.of(1, 28, 28), 3);
    return conv;
  }

  private static double apart(Tensor a, Tensor b) {
    return a.sub(b).norm().div(b.norm()).item();
  }

  private static void features(Notebook notebook, Module model, Tensor images) {
    notebook.heading("How much the layers change");
    notebook.text(
        "The distance of what a layer says of the moved image from what it says of the image, over"
            + " its length, in the last of the three nets.");
    Map<String, List<Point>> curves = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    names.put("image", "");
    names.put("first pool", "pool1");
    names.put("second pool", "pool2");
    names.put(WHOLE, "global");
    Activations still = Activations.of(model, images);
    for (int shift = 0; shift <= FARTHEST; shift++) {
      Activations moved = Activations.of(model, images.roll(3, shift));
      int by = shift;
      names.forEach((name, path) -> {
        double apart =
            path.isEmpty()
                ? apart(images.roll(3, by), images)
                : apart(moved.at(path), still.at(path));
        curves.computeIfAbsent(name, n -> new ArrayList<>()).add(new Point(by, apart));
      });
    }
    notebook.figure(
        new LineChart(
                "After each pooling less changes",
                new Axis("pixels the digit was moved", Axis.Kind.INTEGER),
                new Axis("distance over length", Axis.Kind.NUMBER),
                curves.entrySet().stream()
                    .map(curve -> new Series(curve.getKey(), curve.getValue()))
                    .toList())
            .figure());
    double image = byOne(curves, "image");
    double pool = byOne(curves, "second pool");
    double whole = byOne(curves, WHOLE);
    notebook.holds(
        "moved by one pixel: image, second pool, global pool",
        "less and less",
        "%s, %s, %s"
            .formatted(
                Numbers.significant(image), Numbers.significant(pool), Numbers.significant(whole)),
        pool < image && whole < 0.7 * pool);
  }

  private static double byOne(Map<String, List<Point>> curves, String name) {
    return curves.getOrDefault(name, List.of()).get(1).y();
  }

  private static Module dense() {
    return new Sequential(new Flatten(), new Linear(128), Activation.relu(), new Linear(10));
  }

  private static Sequential body() {
    return new Sequential()
        .then("conv1", new Conv2d(8, kernel(5)))
        .then("relu1", Activation.relu())
        .then("pool1", new MaxPool2d(2))
        .then("conv2", new Conv2d(32, kernel(5)))
        .then("relu2", Activation.relu())
        .then("pool2", new MaxPool2d(2));
  }

  private static Module pooled() {
    return body().then("flatten", new Flatten()).then("scores", new Linear(10));
  }

  private static Module global() {
    return body()
        .then("conv3", new Conv2d(64, kernel(3)))
        .then("relu3", Activation.relu())
        .then("global", new GlobalMaxPool())
        .then("scores", new Linear(10));
  }
}
