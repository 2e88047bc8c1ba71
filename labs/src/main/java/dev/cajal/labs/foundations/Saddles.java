package dev.cajal.labs.foundations;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.curvature.HessianOperator;
import dev.cajal.grad.Gradients;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.ScatterChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Of the places where a gradient is 0, ever fewer are minima as dimensions grow. */
final class Saddles {
  static final Lab LAB =
      new Lab(
          "saddle-points",
          Lecture.TRAINING,
          List.of("A13"),
          "The more weights there are, the smaller the chance that a critical point curves upwards"
              + " in all directions.",
          Saddles::run);

  private static final int MOST = 6;

  private Saddles() {}

  private static void run(Notebook notebook) {
    Random random = new Random(notebook.seed());
    landscapes(notebook, random);
    network(notebook);
  }

  /** Minima among the critical points of random functions, coins, and random matrices. */
  private static void landscapes(Notebook notebook, Random random) {
    int wanted = notebook.size(150, 1500);
    int draws = notebook.size(4000, 40_000);
    List<Point> coins = new ArrayList<>();
    List<Point> matrices = new ArrayList<>();
    List<Point> minima = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    List<Critical> last = List.of();
    for (int k = 1; k <= MOST; k++) {
      double definite = 0;
      for (int draw = 0; draw < draws; draw++) {
        definite += Landscape.negatives(symmetric(k, random), 0) == 0 ? 1.0 / draws : 0;
      }
      last = critical(k, wanted, random);
      double lowest = last.stream().filter(c -> c.negative() == 0).count() / (double) wanted;
      double negative = last.stream().mapToDouble(Critical::negative).average().orElseThrow();
      coins.add(new Point(k, Math.pow(0.5, k)));
      matrices.add(new Point(k, definite));
      minima.add(new Point(k, lowest));
      rows.add(
          List.of(
              Integer.toString(k),
              Numbers.fixed(Math.pow(0.5, k), 4),
              Numbers.fixed(definite, 4),
              Numbers.fixed(lowest, 4),
              Numbers.percent(negative, 1)));
    }
    notebook.heading("Coins, matrices, landscapes");
    notebook.text(
        "The notes take each of K eigenvalues of the Hessian as positive with probability ½,"
            + " independently: all are with (½)ᴷ. In random symmetric matrices eigenvalues repel"
            + " each other, and it is rarer still. Between the two lie random smooth functions,"
            + " sums of "
            + Landscape.WAVES
            + " cosine waves, at whose critical points, found by Newton's method, the signs of the"
            + " Hessian were counted.");
    notebook.figure(
        new LineChart(
                "Share of critical points that are minima",
                new Axis("dimensions K", Axis.Kind.INTEGER),
                new Axis("share", Axis.Kind.LOG),
                List.of(
                    new Series("(½)ᴷ", coins),
                    new Series("random matrices", matrices),
                    new Series("random functions", minima)))
            .figure(),
        heights(last));
    notebook.table(
        List.of(
            "#K",
            "#(½)ᴷ",
            "#matrices: all positive",
            "#functions: minima",
            "#negative eigenvalues, mean"),
        rows);
    double first = minima.getFirst().y();
    double at = minima.getLast().y();
    notebook.near("share of minima at K = 1", 0.5, first, 3 * Math.sqrt(0.25 / wanted));
    notebook.holds(
        "share of minima at K = 6",
        "a tenth of that, or less",
        Numbers.significant(at),
        at <= first / 10);
    notebook.holds(
        "random matrices, K = 4: all eigenvalues positive",
        "rarer than (½)⁴ = 0.0625",
        Numbers.significant(matrices.get(3).y()),
        matrices.get(3).y() < 0.0625);
    double correlation = correlation(last);
    notebook.holds(
        "K = 6: correlation of height and share of negative eigenvalues",
        "positive: the high critical points are saddles and maxima (Dauphin 2014)",
        Numbers.fixed(correlation, 2),
        correlation > 0.3);
  }

  private static Figure heights(List<Critical> points) {
    return new ScatterChart(
            "Critical points in six dimensions",
            new Axis("share of negative eigenvalues", Axis.Kind.PERCENT),
            new Axis("height of the function", Axis.Kind.NUMBER),
            List.of(
                new Series(
                    "critical point",
                    points.stream()
                        .limit(400)
                        .map(c -> new Point(c.negative(), c.height()))
                        .toList())))
        .figure();
  }

  private record Critical(double negative, double height) {}

  private static List<Critical> critical(int k, int wanted, Random random) {
    List<Critical> found = new ArrayList<>();
    Landscape landscape = new Landscape(k, random);
    for (int tries = 0; found.size() < wanted; tries++) {
      if (tries % 20 == 19) {
        landscape = new Landscape(k, random);
      }
      double[] x = random.doubles(k).map(u -> 4 * u - 2).toArray();
      if (landscape.climb(x)) {
        int negative = Landscape.negatives(landscape.hessian(x), 0);
        found.add(new Critical(negative / (double) k, landscape.height(x)));
      }
    }
    return found;
  }

  private static double correlation(List<Critical> points) {
    double a = points.stream().mapToDouble(Critical::negative).average().orElseThrow();
    double b = points.stream().mapToDouble(Critical::height).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (Critical point : points) {
      ab += (point.negative() - a) * (point.height() - b);
      aa += (point.negative() - a) * (point.negative() - a);
      bb += (point.height() - b) * (point.height() - b);
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double[][] symmetric(int k, Random random) {
    double[][] a = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        double value = random.nextGaussian() * (i == j ? Math.sqrt(2) : 1);
        a[i][j] = value;
        a[j][i] = value;
      }
    }
    return a;
  }

  /** The all-zero point of nets of growing width: a critical point, and a saddle. */
  private static void network(Notebook notebook) {
    notebook.heading("In a net");
    notebook.text(
        "At zero weights a net of two layers without biases has gradient 0. Every hidden unit"
            + " brings one direction that curves downwards, one that curves upwards, and flat ones:"
            + " the whole Hessian, column by column from products of forward over reverse mode, and"
            + " the signs of its eigenvalues by Sylvester's law of inertia.");
    List<List<String>> rows = new ArrayList<>();
    for (int width : new int[] {2, 4, 8, 16}) {
      Variable w1 = new Variable("w1", new TensorType(DType.FLOAT64, Shape.of(width, 3)));
      Variable w2 = new Variable("w2", new TensorType(DType.FLOAT64, Shape.of(1, width)));
      Tensor x = Tensor.arange(DType.FLOAT64, 0, 12, 1).mul(1.3).sin().reshape(4, 3);
      Tensor y = Tensor.of(Shape.of(4, 1), 1.0, -1.0, 0.5, -0.2);
      Tensor out = x.matmul(w1.tensor().transpose()).tanh().matmul(w2.tensor().transpose());
      Tensor loss = out.sub(y).square().mean();
      Gradients gradients = Gradients.of(loss, List.of(w1, w2));
      double length =
          gradients.get(w1).square().sum().add(gradients.get(w2).square().sum()).sqrt().item();
      HessianOperator hessian = HessianOperator.compile(loss, List.of(w1, w2));
      int size = hessian.size();
      double[][] matrix = new double[size][];
      for (int i = 0; i < size; i++) {
        double[] unit = new double[size];
        unit[i] = 1;
        matrix[i] = hessian.times(unit);
      }
      int down = Landscape.negatives(matrix, 1e-6);
      int up = size - Landscape.negatives(matrix, -1e-6);
      rows.add(
          List.of(
              Integer.toString(size),
              Numbers.significant(length),
              Integer.toString(down),
              Integer.toString(size - down - up),
              Integer.toString(up)));
      notebook.equal(
          "%d weights at 0: gradient; directions down, flat, up".formatted(size),
          "0; %d, %d, %d".formatted(width, 2 * width, width),
          "%s; %d, %d, %d".formatted(Numbers.significant(length), down, size - down - up, up));
    }
    notebook.table(List.of("#weights", "#gradient", "#down", "#flat", "#up"), rows);
  }
}
