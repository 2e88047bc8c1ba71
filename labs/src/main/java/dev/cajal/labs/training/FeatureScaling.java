package dev.cajal.labs.training;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.classic.KNearest;
import dev.cajal.classic.Samples;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Transformed;
import dev.cajal.nn.data.transform.Normalize;
import dev.cajal.nn.data.transform.Preprocessing;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.train.Evaluation;
import dev.cajal.nn.train.EvaluationOptions;
import dev.cajal.nn.train.Pipeline;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.Grid;
import dev.cajal.viz.chart.HeatMap;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A large feature beside a tiny one: what it does to distances, to descent and to a net. */
final class FeatureScaling {
  static final Lab LAB =
      new Lab(
          "feature-scaling",
          Lecture.LOOKING_INSIDE,
          List.of("A22"),
          "A feature in [0, 500] beside one in [0, 0.0001] decides every distance alone and makes a"
              + " valley that descent cannot follow, until both are scaled.",
          FeatureScaling::run);

  private static final double LARGE = 500;
  private static final double SMALL = 1e-4;

  private FeatureScaling() {}

  private static void run(Notebook notebook) throws IOException {
    int count = notebook.size(300, 1000);
    Points train = new Points(count, notebook.seed());
    Points test = new Points(count, notebook.seed() + 1);
    distances(notebook, train, test);
    valley(notebook);
    ranges(notebook);
  }

  private static void distances(Notebook notebook, Points train, Points test) throws IOException {
    notebook.heading("Distances, and who decides them");
    notebook.text(
        Numbers.count(train.size())
            + " points, x₁ uniform in [0, 500], x₂ in [0, 0.0001]; the class is whether x₂ lies in"
            + " the upper half of its range, x₁ says nothing. Scales are fitted on the training"
            + " points alone; as many others are classified by their three nearest neighbours, and"
            + " by a net of 16 rectifiers.");
    List<List<String>> rows = new ArrayList<>();
    double[] raw = row(rows, notebook, "as they are", Preprocessing.NONE, train, test);
    double[] range = row(rows, notebook, "normalised", Preprocessing.MIN_MAX, train, test);
    double[] standard = row(rows, notebook, "standardised", Preprocessing.STANDARDIZE, train, test);
    notebook.table(
        List.of("features", "#share of x₁ in squared distances", "#3 neighbours right", "#net"),
        rows);
    notebook.holds(
        "which feature dominates the Euclidean distance",
        "x₁",
        "x₁, by " + Numbers.significant(1 - raw[0]) + " short of everything",
        1 - raw[0] < 1e-9);
    notebook.holds(
        "share of x₁ after (x − min)/(max − min)",
        "about half",
        Numbers.percent(range[0], 1),
        Math.abs(range[0] - 0.5) < 0.05);
    notebook.holds(
        "share of x₁ after (x − μ)/σ",
        "half",
        Numbers.percent(standard[0], 1),
        Math.abs(standard[0] - 0.5) < 0.01);
    notebook.holds(
        "nearest neighbours, as they are and standardised",
        "a guess, and nearly all right",
        Numbers.percent(raw[1], 1) + " and " + Numbers.percent(standard[1], 1),
        raw[1] < 0.65 && standard[1] > 0.9);
    notebook.holds(
        "the net, as they are and standardised",
        "a guess, and nearly all right",
        Numbers.percent(raw[2], 1) + " and " + Numbers.percent(standard[2], 1),
        raw[2] < 0.65 && standard[2] > 0.9);
  }

  /** Returns the share of the first feature, the accuracy of neighbours and that of a net. */
  private static double[] row(
      List<List<String>> rows,
      Notebook notebook,
      String name,
      Preprocessing rule,
      Points train,
      Points test)
      throws IOException {
    Normalize scale = rule.fit(train);
    Samples known = Samples.of(new Transformed(train, scale));
    Tensor variances = known.features().cast(DType.FLOAT64).var(0);
    double[] spread = variances.toDoubles();
    double share = spread[0] / (spread[0] + spread[1]);
    double near = KNearest.of(3).fit(known).accuracy(Samples.of(new Transformed(test, scale)));
    Module model = new Sequential(new Linear(16), Activation.relu(), new Linear(2));
    model.build(train.shape(), notebook.seed());
    TrainerOptions options =
        TrainerOptions.of(Adam.of(0.01))
            .epochs(notebook.size(8, 15))
            .seed(notebook.seed())
            .pipeline(Pipeline.plain().prepare(scale));
    new Trainer(model, options).train(train);
    double net =
        Evaluation.of(model, test, EvaluationOptions.plain().prepare(scale)).metrics().accuracy();
    rows.add(
        List.of(
            name,
            1 - share < 1e-6 ? "1 − " + Numbers.significant(1 - share) : Numbers.percent(share, 1),
            Numbers.percent(near, 1),
            Numbers.percent(net, 1)));
    return new double[] {share, near, net};
  }

  private static void valley(Notebook notebook) {
    notebook.heading("A valley that gets longer");
    notebook.text(
        "A line y = w₁x₁ + w₂x₂ is fitted to standardised features, of which the first was then"
            + " made s times as large; the best weights are 0. The Hessian of the squared error has"
            + " the condition number κ = λmax/λmin = s². At the best rate, 2/(λmax + λmin), the"
            + " error shrinks by (κ − 1)/(κ + 1) with each step, so that a thousandth of it, a"
            + " millionth of the loss, takes ln 0.001 / ln((κ − 1)/(κ + 1)) steps, about 3.5·κ.");
    notebook.figure(
        surface("Features alike", 1, notebook.seed()),
        surface("The first 5 times as large", 5, notebook.seed()));
    double[] stretches =
        notebook.quick() ? new double[] {1, 2, 5, 10} : new double[] {1, 2, 5, 10, 20, 50, 100};
    List<Point> measured = new ArrayList<>();
    List<Point> predicted = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    double away = 0;
    for (double stretch : stretches) {
      Fit fit = Fit.stretched(stretch, notebook.seed());
      double kappa = fit.condition();
      int steps = fit.stepsTo(1e-6);
      double formula =
          stretch == 1 ? 1 : Math.ceil(Math.log(1e-3) / Math.log((kappa - 1) / (kappa + 1)));
      measured.add(new Point(kappa, steps));
      predicted.add(new Point(kappa, formula));
      away = Math.max(away, Math.abs(steps - formula));
      rows.add(
          List.of(
              Numbers.count(Math.round(stretch)),
              Numbers.significant(kappa),
              Numbers.count(steps),
              Numbers.count(Math.round(formula))));
    }
    notebook.table(List.of("#s", "#κ", "#steps to a millionth of the loss", "#formula"), rows);
    notebook.figure(
        new LineChart(
                "Steps of gradient descent against the condition number",
                new Axis("condition number κ", Axis.Kind.LOG),
                new Axis("steps", Axis.Kind.LOG),
                List.of(new Series("measured", measured), new Series("formula", predicted)))
            .figure());
    Point last = measured.getLast();
    notebook.holds(
        "steps where the first feature is %.0f times as large, and where both are alike"
            .formatted(stretches[stretches.length - 1]),
        "many, and few",
        Numbers.count(Math.round(last.y()))
            + " and "
            + Numbers.count(Math.round(measured.getFirst().y())),
        last.y() > 100 * measured.getFirst().y());
    notebook.near("steps away from the formula, at most", 0, away, 1);
  }

  private static Figure surface(String title, double stretch, long seed) {
    Grid grid =
        Grid.sampled(
            60, 60, -2.5, 2.5, -2.5, 2.5, (a, b) -> Math.log10(stretch * stretch * a * a + b * b));
    return new HeatMap(
            title + ": log₁₀ of the loss",
            new Axis("w₁", Axis.Kind.NUMBER),
            new Axis("w₂", Axis.Kind.NUMBER),
            -2.5,
            2.5,
            -2.5,
            2.5,
            grid,
            List.of(new Series("25 steps", Fit.stretched(stretch, seed).path(25))))
        .figure();
  }

  /** The ranges of the notes themselves. */
  private static void ranges(Notebook notebook) {
    notebook.heading("The ranges of the notes");
    int steps = notebook.size(500, 10_000);
    Fit raw = Fit.ofRanges(LARGE, SMALL, notebook.seed());
    Fit scaled = Fit.stretched(1, notebook.seed());
    double left = raw.left(steps);
    double moved = raw.weights()[1] * SMALL;
    double right = scaled.left(20);
    notebook.text(
        "y = x₁/500 + x₂/0.0001 over x₁ in [0, 500] and x₂ in [0, 0.0001]. The rate must suit x₁,"
            + " 1/λmax, and then w₂, which should become 10,000, does not move.");
    notebook.table(
        List.of("features", "#κ", "#steps", "#share of the loss that is left"),
        List.of(
            List.of(
                "as they are",
                Numbers.significant(raw.condition()),
                Numbers.count(steps),
                Numbers.significant(left)),
            List.of(
                "standardised",
                Numbers.significant(scaled.condition()),
                "20",
                Numbers.significant(right))));
    notebook.holds(
        "condition number, ranges of the notes",
        "about (500/0.0001)² = 2.5·10¹³",
        Numbers.significant(raw.condition()),
        raw.condition() > 1e13 && raw.condition() < 2.5e14);
    notebook.holds(
        "share of its way that w₂ went in " + Numbers.count(steps) + " steps",
        "all but none",
        Numbers.significant(moved),
        moved < 1e-3);
    notebook.holds(
        "share of the loss that is left then, and standardised after 20 steps",
        "much, and all but nothing",
        Numbers.significant(left) + ", " + Numbers.significant(right),
        left > 0.01 && right < 1e-9);
  }

  /** Points of two features whose class is that of the second one. */
  private static final class Points implements Dataset {
    private final double[] first;
    private final double[] second;

    Points(int count, long seed) {
      Random random = new Random(seed);
      first = random.doubles(count).map(u -> LARGE * u).toArray();
      second = random.doubles(count).map(u -> SMALL * u).toArray();
    }

    @Override
    public int size() {
      return first.length;
    }

    @Override
    public Shape shape() {
      return Shape.of(2);
    }

    @Override
    public List<String> classes() {
      return List.of("lower", "upper");
    }

    @Override
    public String description() {
      return size() + " points";
    }

    @Override
    public int label(int index) {
      return second[index] > SMALL / 2 ? 1 : 0;
    }

    @Override
    public void read(int index, float[] target, int offset) {
      target[offset] = (float) first[index];
      target[offset + 1] = (float) second[index];
    }
  }
}
