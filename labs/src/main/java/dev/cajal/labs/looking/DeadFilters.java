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
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.inspect.Activations;
import dev.cajal.nn.inspect.UnitActivity;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.train.Evaluation;
import dev.cajal.nn.train.EvaluationOptions;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.tensor.Tensor;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Tile;
import dev.cajal.viz.image.ValueMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Filters that a high learning rate kills. */
final class DeadFilters {
  static final Lab LAB =
      new Lab(
          "dead-filters",
          Lecture.LOOKING_INSIDE,
          List.of("E1"),
          "Activation maps that are zero for many different inputs are dead filters, a symptom of"
              + " a high learning rate.",
          DeadFilters::run);

  private static final double[] RATES = {0.001, 0.01, 0.03, 0.1, 0.3};
  private static final int MAPS = 16;

  private DeadFilters() {}

  private static void run(Notebook notebook) throws IOException {
    Dataset train = DrawnDigits.dataset(notebook.size(500, 6000), notebook.seed(), "training");
    Dataset test = DrawnDigits.dataset(notebook.size(200, 1000), notebook.seed(), "test");
    int epochs = notebook.size(2, 3);
    notebook.text(
        ("The same net with two convolutions of 16 filters learns %s drawn digits for %d epochs by"
                + " Adam, with five learning rates. A filter is dead if not one of the %s training"
                + " images makes it positive anywhere: then no gradient reaches it any more.")
            .formatted(Numbers.count(train.size()), epochs, Numbers.count(train.size())));
    List<Point> first = new ArrayList<>();
    List<Point> second = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    List<Figure> sheets = new ArrayList<>();
    double[] dead = new double[RATES.length];
    for (int r = 0; r < RATES.length; r++) {
      Module model = net(train, notebook.seed());
      TrainerOptions options = TrainerOptions.of(Adam.of(RATES[r]));
      new Trainer(model, options.epochs(epochs).seed(notebook.seed())).train(train);
      List<UnitActivity> layers =
          UnitActivity.of(model, train, Transform.IDENTITY, List.of("relu1", "relu2"));
      double right = Evaluation.of(model, test, EvaluationOptions.plain()).metrics().accuracy();
      dead[r] = (layers.get(0).dead().size() + layers.get(1).dead().size()) / (2.0 * MAPS);
      first.add(new Point(RATES[r], layers.get(0).deadShare()));
      second.add(new Point(RATES[r], layers.get(1).deadShare()));
      rows.add(
          List.of(
              Double.toString(RATES[r]),
              layers.get(0).dead().size() + " of " + MAPS,
              layers.get(1).dead().size() + " of " + MAPS,
              Numbers.percent(dead[r], 1),
              Numbers.percent(right, 1)));
      if (r == 0 || r == RATES.length - 1) {
        sheets.add(maps(model, train, "Second layer, learning rate " + RATES[r]));
      }
    }
    notebook.figure(
        new LineChart(
                "Dead filters by learning rate",
                new Axis("learning rate", Axis.Kind.LOG),
                new Axis("dead filters", Axis.Kind.PERCENT),
                List.of(new Series("first convolution", first), new Series("second", second)))
            .figure());
    notebook.table(
        List.of("learning rate", "#dead in layer 1", "#in layer 2", "#together", "#recognised"),
        rows);
    notebook.heading("What it looks like");
    notebook.text("The maps of the second layer for one image, at the lowest and highest rate.");
    notebook.figure(sheets.toArray(Figure[]::new));
    int last = RATES.length - 1;
    notebook.holds(
        "dead filters at a rate of 0.001", "few", Numbers.percent(dead[0], 1), dead[0] < 0.2);
    notebook.holds(
        "dead filters at a rate of 0.3", "most", Numbers.percent(dead[last], 1), dead[last] > 0.5);
    notebook.holds(
        "0.3 against 0.001",
        "a symptom of a high rate: at least 30 points more",
        Numbers.fixed(100 * (dead[last] - dead[0]), 0) + " points",
        dead[last] - dead[0] > 0.3);
  }

  private static Figure maps(Module model, Dataset data, String title) {
    float[] pixels = new float[28 * 28];
    data.read(0, pixels, 0);
    Tensor image = Tensor.of(data.shape(), pixels).unsqueeze(0);
    Tensor output = Activations.of(model, image).at("relu2");
    int height = Math.toIntExact(output.dim(2));
    int width = Math.toIntExact(output.dim(3));
    float[] values = output.toArray();
    ValueMap scale = ValueMap.of(values);
    List<Tile> tiles = new ArrayList<>();
    for (int map = 0; map < MAPS; map++) {
      tiles.add(
          new Tile(
              scale.picture(values, map * height * width, height, width), Integer.toString(map)));
    }
    return TileSheet.grid(title, scale.key(), tiles, 8, 44).figure();
  }

  private static Module net(Dataset data, long seed) {
    return new Sequential()
        .then("conv1", new Conv2d(MAPS, kernel(5).stride(2).floor()))
        .then("relu1", Activation.relu())
        .then("conv2", new Conv2d(MAPS, kernel(3)))
        .then("relu2", Activation.relu())
        .then("pool", new MaxPool2d(2))
        .then("flatten", new Flatten())
        .then("scores", new Linear(10))
        .build(data.shape(), seed);
  }
}
