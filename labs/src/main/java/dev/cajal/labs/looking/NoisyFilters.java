package dev.cajal.labs.looking;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Subset;
import dev.cajal.nn.inspect.FilterScores;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.train.Evaluation;
import dev.cajal.nn.train.EvaluationOptions;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.image.FilterBank;
import dev.cajal.viz.image.FilterSheet;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Tile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Filters that stay noisy when a net learns too little, or too few samples. */
final class NoisyFilters {
  static final Lab LAB =
      new Lab(
          "noisy-filters",
          Lecture.LOOKING_INSIDE,
          List.of("E2"),
          "Well-trained nets show smooth filters; noise says that a net was not trained for long"
              + " enough, or that it overfits.",
          NoisyFilters::run);

  private static final int FILTERS = 12;
  private static final int SIDE = 7;
  private static final int BATCH = 20;
  private static final int FEW = 40;

  private NoisyFilters() {}

  private static void run(Notebook notebook) throws IOException {
    int steps = notebook.size(200, 3200);
    Dataset train = DrawnDigits.dataset(notebook.size(1000, 8000), notebook.seed(), "training");
    Dataset test = DrawnDigits.dataset(notebook.size(200, 1000), notebook.seed(), "test");
    Dataset few = Subset.first(train, FEW);
    notebook.listing("noise = Σ (a − b)² / Σ (a² + b²)   over all neighbouring weights a, b");
    notebook.text(
        ("0 is a constant filter, 1 white noise, with which filters begin. A net of %d filters of"
                + " %d×%d learns drawn digits, for %d steps of %d images by gradient descent with"
                + " momentum and weight decay: once from %s images, once from %d of them only.")
            .formatted(FILTERS, SIDE, SIDE, steps, BATCH, Numbers.count(train.size()), FEW));
    List<Point> many = new ArrayList<>();
    List<Point> overfitted = new ArrayList<>();
    List<Figure> sheets = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    Result begin = learn(notebook, train, test, 0);
    sheets.add(sheet("Before any step", begin.model()));
    rows.add(row("before any step", begin));
    many.add(new Point(0, begin.noise()));
    overfitted.add(new Point(0, begin.noise()));
    Result brief = begin;
    Result thorough = begin;
    Result small = begin;
    for (int share : new int[] {4, 2, 1}) {
      thorough = learn(notebook, train, test, steps / share);
      small = learn(notebook, few, test, steps / share);
      brief = share == 4 ? thorough : brief;
      many.add(new Point(steps / (double) share, thorough.noise()));
      overfitted.add(new Point(steps / (double) share, small.noise()));
      rows.add(row("%d steps, all images".formatted(steps / share), thorough));
      rows.add(row("%d steps, %d images".formatted(steps / share, FEW), small));
    }
    sheets.add(sheet(steps + " steps, all images", thorough.model()));
    sheets.add(sheet(steps + " steps, " + FEW + " images", small.model()));
    notebook.figure(
        new LineChart(
                "Noise of the filters while a net learns",
                new Axis("steps", Axis.Kind.INTEGER),
                new Axis("mean noise", Axis.Kind.NUMBER),
                List.of(new Series("all images", many), new Series(FEW + " images", overfitted)))
            .figure());
    notebook.table(
        List.of("net", "#mean noise", "#recognised of those learned", "#of others"), rows);
    notebook.heading("The filters, from the smoothest to the noisiest");
    notebook.figure(sheets.toArray(Figure[]::new));
    notebook.near("noise before any step: that of white noise", 1, begin.noise(), 0.15);
    notebook.holds(
        "not trained for long enough",
        "noisier than the well-trained net",
        compared(brief, thorough),
        brief.noise() > thorough.noise() + 0.03);
    notebook.holds(
        "overfitted to " + FEW + " images",
        "noisier than the well-trained net",
        compared(small, thorough),
        small.noise() > thorough.noise() + 0.03);
    notebook.holds(
        "it overfits",
        "knows what it learned, and not the others",
        Numbers.percent(small.train(), 1) + " and " + Numbers.percent(small.test(), 1),
        small.train() > 0.95 && small.test() < thorough.test());
  }

  private record Result(Module model, double noise, double train, double test) {}

  private static String compared(Result noisy, Result smooth) {
    return Numbers.fixed(noisy.noise(), 2) + " against " + Numbers.fixed(smooth.noise(), 2);
  }

  private static List<String> row(String name, Result result) {
    return List.of(
        name,
        Numbers.fixed(result.noise(), 3),
        Numbers.percent(result.train(), 1),
        Numbers.percent(result.test(), 1));
  }

  private static Result learn(Notebook notebook, Dataset data, Dataset test, int steps)
      throws IOException {
    Module model =
        new Sequential()
            .then("conv", new Conv2d(FILTERS, kernel(SIDE)))
            .then("relu", Activation.relu())
            .then("pool", new MaxPool2d(2))
            .then("flatten", new Flatten())
            .then("scores", new Linear(10))
            .build(data.shape(), notebook.seed());
    int epochs = steps * BATCH / data.size();
    if (epochs > 0) {
      TrainerOptions options = TrainerOptions.of(Sgd.of(0.02).momentum(0.9).decay(1e-3));
      new Trainer(model, options.batch(BATCH).epochs(epochs).seed(notebook.seed())).train(data);
    }
    return new Result(
        model,
        FilterScores.of(model.variable("conv.weight")).meanNoise(),
        accuracy(model, data),
        accuracy(model, test));
  }

  private static double accuracy(Module model, Dataset data) {
    return Evaluation.of(model, data, EvaluationOptions.plain()).metrics().accuracy();
  }

  private static Figure sheet(String title, Module model) {
    FilterScores scores = FilterScores.of(model.variable("conv.weight"));
    float[] weights = model.variable("conv.weight").tensor().toArray();
    List<Tile> tiles = new ArrayList<>();
    for (int filter : scores.byNoise()) {
      float[] one = new float[SIDE * SIDE];
      System.arraycopy(weights, filter * one.length, one, 0, one.length);
      tiles.add(
          new Tile(
              new FilterSheet(FilterBank.of("conv", 1, 1, SIDE, SIDE, one)).picture(),
              Numbers.fixed(scores.filters().get(filter).noise(), 2)));
    }
    return TileSheet.grid(title, "below each its noise", tiles, 6, 44).figure();
  }
}
