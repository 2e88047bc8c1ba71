package dev.cajal.labs.training;

import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.train.McDropout;
import dev.cajal.nn.train.Prediction;
import dev.cajal.nn.train.Predictor;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.train.Uncertainty;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.image.Sample;
import dev.cajal.viz.image.SampleGrid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Uncertainty from dropout in use: away from the data of a regression, and of turned digits. */
final class McDropoutLab {
  static final Lab LAB =
      new Lab(
          "mc-dropout",
          Lecture.TRAINING,
          List.of("A23"),
          "Dropout left on in use makes a net say how unsure it is: little near its data, more away"
              + " from them.",
          McDropoutLab::run);

  private static final int SIDE = 28;
  private static final int SHOWN = 21;

  private McDropoutLab() {}

  private static void run(Notebook notebook) throws IOException {
    DropoutRegression.show(notebook);
    digits(notebook);
  }

  private static void digits(Notebook notebook) throws IOException {
    notebook.heading("Digits that are turned");
    int images = notebook.size(600, 3000);
    int count = notebook.size(20, 100);
    int step = notebook.size(45, 15);
    int passes = notebook.size(20, 50);
    notebook.text(
        "Two layers of 128 rectifiers with dropout ½ learn "
            + Numbers.count(images)
            + " upright drawn digits (generated). Then "
            + count
            + " other digits are turned; each goes through the net "
            + passes
            + " times with dropout. The entropy of the mean is all uncertainty, the mutual"
            + " information the part that comes from disagreement of the passes (as figure 4 of Gal"
            + " and Ghahramani 2016, with drawn digits).");
    Dataset train = DrawnDigits.dataset(images, notebook.seed(), "training");
    Dataset test = DrawnDigits.dataset(count, notebook.seed(), "test");
    Module net =
        new Sequential(
            new Flatten(),
            new Linear(128),
            Activation.relu(),
            new Dropout(0.5),
            new Linear(128),
            Activation.relu(),
            new Dropout(0.5),
            new Linear(10));
    net.build(train.shape(), notebook.seed());
    TrainerOptions options =
        TrainerOptions.of(Adam.of(2e-3)).epochs(notebook.size(20, 12)).seed(notebook.seed());
    new Trainer(net, options).train(train);
    McDropout model =
        new McDropout(net, train.shape(), Transform.IDENTITY, passes, notebook.seed());
    Predictor single = new Predictor(net, train.shape(), Transform.IDENTITY);
    List<Point> entropy = new ArrayList<>();
    List<Point> mutual = new ArrayList<>();
    List<Point> sampled = new ArrayList<>();
    List<Point> sure = new ArrayList<>();
    List<Point> right = new ArrayList<>();
    for (int angle = 0; angle <= 180; angle += step) {
      double degrees = angle;
      List<float[]> turned =
          IntStream.range(0, count).mapToObj(i -> turned(test, i, degrees)).toList();
      List<Uncertainty> said = turned.stream().map(model::predict).toList();
      List<Prediction> plain = single.predictAll(turned);
      entropy.add(
          new Point(angle, mean(said.stream().mapToDouble(Uncertainty::entropy).toArray())));
      mutual.add(
          new Point(
              angle, mean(said.stream().mapToDouble(Uncertainty::mutualInformation).toArray())));
      sampled.add(
          new Point(angle, mean(said.stream().mapToDouble(u -> confidence(u.mean())).toArray())));
      sure.add(
          new Point(angle, mean(plain.stream().mapToDouble(McDropoutLab::confidence).toArray())));
      right.add(
          new Point(
              angle,
              IntStream.range(0, count)
                      .filter(i -> said.get(i).mean().top(1).getFirst() == test.label(i))
                      .count()
                  / (double) count));
    }
    notebook.figure(
        new LineChart(
                "How unsure the net is",
                new Axis("angle, degrees", Axis.Kind.INTEGER),
                new Axis("nats", Axis.Kind.NUMBER),
                List.of(new Series("entropy", entropy), new Series("mutual information", mutual)))
            .figure(),
        new LineChart(
                "What it says, and what is right",
                new Axis("angle, degrees", Axis.Kind.INTEGER),
                new Axis("share", Axis.Kind.PERCENT),
                List.of(
                    new Series("sure, one pass", sure),
                    new Series("sure, with dropout", sampled),
                    new Series("right", right)))
            .figure());
    int quarter = 90 / step;
    notebook.holds(
        "mutual information, upright and turned by 90°",
        "grows away from the data",
        Numbers.significant(mutual.getFirst().y())
            + " and "
            + Numbers.significant(mutual.get(quarter).y())
            + " nats",
        mutual.get(quarter).y() > 1.1 * mutual.getFirst().y());
    notebook.holds(
        "confidence at 90°, one pass and mean of passes; right are "
            + Numbers.percent(right.get(quarter).y(), 0),
        "less with dropout",
        Numbers.percent(sure.get(quarter).y(), 1)
            + " and "
            + Numbers.percent(sampled.get(quarter).y(), 1),
        sampled.get(quarter).y() < sure.get(quarter).y());
    one(notebook, model, test);
  }

  /** A single one, turned, with the mean and deviation of the probabilities of some classes. */
  private static void one(Notebook notebook, McDropout model, Dataset test) {
    notebook.heading("A one that falls over");
    List<Sample> shown = new ArrayList<>();
    List<Uncertainty> said = new ArrayList<>();
    List<Double> angles = new ArrayList<>();
    for (int i = 0; i < SHOWN; i++) {
      double degrees = 180.0 * i / (SHOWN - 1);
      float[] image = turned(test, 1, degrees);
      Uncertainty answer = model.predict(image);
      angles.add(degrees);
      said.add(answer);
      if (i % 4 == 0) {
        int label = answer.mean().top(1).getFirst();
        shown.add(
            new Sample(
                picture(image),
                "1",
                Integer.toString(label),
                answer.mean().probability(label),
                answer.mean().probability(1)));
      }
    }
    List<Integer> classes =
        IntStream.range(0, 10)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    c -> -said.stream().mapToDouble(u -> u.mean().probability(c)).sum()))
            .limit(3)
            .toList();
    List<Series> lines = new ArrayList<>();
    for (int label : classes) {
      List<Point> points = new ArrayList<>();
      List<Double> spread = new ArrayList<>();
      for (int i = 0; i < SHOWN; i++) {
        points.add(new Point(angles.get(i), said.get(i).mean().probability(label)));
        spread.add(Math.sqrt(said.get(i).variance(label)));
      }
      lines.add(new Series("a " + label, points, spread));
    }
    notebook.text(
        "One test digit, a one. Lines are mean probabilities over the passes, bands one standard"
            + " deviation of a pass: where they are wide the passes disagree.");
    notebook.figure(
        new SampleGrid("What the mean says", shown, shown.size()).figure(),
        new LineChart(
                "Probabilities of the three likeliest classes",
                new Axis("angle, degrees", Axis.Kind.INTEGER),
                new Axis("probability", Axis.Kind.NUMBER),
                lines)
            .figure());
  }

  private static double mean(double... values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  private static double confidence(Prediction said) {
    return said.probability(said.top(1).getFirst());
  }

  private static Picture picture(float[] image) {
    int[] rgb = new int[image.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = Math.round(255 * Math.clamp(image[i], 0f, 1f)) * 0x010101;
    }
    return Picture.of(SIDE, SIDE, rgb);
  }

  /** An image turned about its centre, between pixels by bilinear interpolation. */
  private static float[] turned(Dataset data, int index, double degrees) {
    float[] image = new float[SIDE * SIDE];
    data.read(index, image, 0);
    float[] result = new float[image.length];
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    double centre = (SIDE - 1) / 2.0;
    for (int i = 0; i < result.length; i++) {
      int line = i / SIDE;
      double dx = i % SIDE - centre;
      double dy = line - centre;
      double x = centre + cos * dx - sin * dy;
      double y = centre + sin * dx + cos * dy;
      int left = (int) Math.floor(x);
      int top = (int) Math.floor(y);
      for (int k = 0; k < 4; k++) {
        int column = left + k % 2;
        int row = top + k / 2;
        if (column >= 0 && column < SIDE && row >= 0 && row < SIDE) {
          double share = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
          result[i] += (float) (share * image[row * SIDE + column]);
        }
      }
    }
    return result;
  }
}
