package dev.cajal.labs.looking;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.backend.Shape;
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
import dev.cajal.nn.inspect.TopPatches;
import dev.cajal.nn.inspect.TopPatches.Patch;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.tensor.Tensor;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.chart.Histogram;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Row;
import dev.cajal.viz.image.TileSheet.Tile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Whether single units mean more than random directions among them. */
final class Directions {
  static final Lab LAB =
      new Lab(
          "directions",
          Lecture.LOOKING_INSIDE,
          List.of("E3"),
          "Random directions in the space of the units gather images that belong together as"
              + " single units do: meaning lies in the space, not in the units.",
          Directions::run);

  private static final int UNITS = 64;
  private static final int TOP = 8;
  private static final int SHOWN = 6;
  private static final String LAYER = "relu3";

  private Directions() {}

  private static void run(Notebook notebook) throws IOException {
    Dataset train = DrawnDigits.dataset(notebook.size(800, 8000), notebook.seed(), "training");
    Dataset held = DrawnDigits.dataset(notebook.size(500, 5000), notebook.seed(), "test");
    Module model = net(train, notebook.seed());
    TrainerOptions options = TrainerOptions.of(Adam.of(2e-3));
    new Trainer(model, options.epochs(notebook.size(3, 5)).seed(notebook.seed())).train(train);
    Module fresh = net(train, notebook.seed());
    Tensor directions = directions(notebook.seed());
    notebook.text(
        ("A net learns %s drawn digits. For each of the %d units of its last hidden layer, %s"
                + " held-out images are searched for the %d to which it answers most strongly; the"
                + " same is done for %d random directions in the space of these units, as in Szegedy"
                + " et al. 2014, who judged by eye. Here a number judges: the share of the commonest"
                + " class among the %d images. Dead units, which answer to all images alike, are left"
                + " out.")
            .formatted(
                Numbers.count(train.size()), UNITS, Numbers.count(held.size()), TOP, UNITS, TOP));
    TopPatches units = TopPatches.of(model, held, Transform.IDENTITY, LAYER, TOP);
    TopPatches random = along(directions, model, held);
    double[] ofUnits = purities(units, held);
    double[] ofDirections = purities(random, held);
    double[] untrained = purities(along(directions, fresh, held), held);
    double[] chance = chance(held, notebook.seed());
    notebook.figure(
        sheet("Units", "unit", units, held), sheet("Random directions", "direction", random, held));
    notebook.table(
        List.of("chosen by", "#share of the commonest class", "#deviation"),
        List.of(
            row("single units", ofUnits),
            row("random directions", ofDirections),
            row("random directions, untrained net", untrained),
            row("drawing lots", chance)));
    notebook.figure(shares("Single units", ofUnits), shares("Random directions", ofDirections));
    notebook.holds(
        "random directions against drawing lots",
        "their images belong together",
        compared(ofDirections, chance),
        mean(ofDirections) > mean(chance) + 0.2);
    notebook.holds(
        "single units against drawing lots",
        "their images belong together",
        compared(ofUnits, chance),
        mean(ofUnits) > mean(chance) + 0.2);
    notebook.holds(
        "single units against random directions",
        "no more than 0.15 apart",
        compared(ofUnits, ofDirections),
        Math.abs(mean(ofUnits) - mean(ofDirections)) < 0.15);
    notebook.note("random directions of the untrained net", "", Numbers.fixed(mean(untrained), 2));
  }

  private static TopPatches along(Tensor directions, Module model, Dataset data) {
    return TopPatches.along(directions, model, data, Transform.IDENTITY, LAYER, TOP);
  }

  /** Random vectors of length 1. */
  private static Tensor directions(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[UNITS * UNITS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(Shape.of(UNITS, UNITS), values).normalize(1).detach();
  }

  /**
   * Returns the share of the commonest class among the top images of each unit that is not dead.
   */
  private static double[] purities(TopPatches top, Dataset data) {
    return alive(top)
        .mapToDouble(u -> purity(data, top.of(u).stream().mapToInt(Patch::sample).toArray()))
        .toArray();
  }

  /** Returns the units but the dead ones, which answer to all images alike. */
  private static IntStream alive(TopPatches top) {
    return IntStream.range(0, top.units())
        .filter(u -> top.of(u).getFirst().value() != top.of(u).getLast().value());
  }

  private static double purity(Dataset data, int[] samples) {
    int[] counts = new int[data.classes().size()];
    int most = 0;
    for (int sample : samples) {
      most = Math.max(most, ++counts[data.label(sample)]);
    }
    return (double) most / samples.length;
  }

  private static double[] chance(Dataset data, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, 1000)
        .mapToDouble(i -> purity(data, random.ints(TOP, 0, data.size()).toArray()))
        .toArray();
  }

  private static double mean(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / (values.length - 1));
  }

  private static List<String> row(String name, double[] values) {
    return List.of(name, Numbers.fixed(mean(values), 3), Numbers.fixed(deviation(values), 3));
  }

  private static String compared(double[] one, double[] other) {
    return Numbers.fixed(mean(one), 2) + " against " + Numbers.fixed(mean(other), 2);
  }

  private static Figure shares(String title, double[] values) {
    return Histogram.between(title, "share of the commonest class", floats(values), 0, 1, 8)
        .figure();
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static Figure sheet(String title, String name, TopPatches top, Dataset data) {
    List<Row> rows = new ArrayList<>();
    for (int unit : alive(top).limit(SHOWN).toArray()) {
      List<Tile> tiles = new ArrayList<>();
      for (Patch patch : top.of(unit)) {
        float[] pixels = top.crop(data, patch).toArray();
        tiles.add(
            new Tile(
                Picture.ofPlanes(pixels, 1, patch.height(), patch.width(), 0, 1),
                data.classes().get(data.label(patch.sample()))));
      }
      rows.add(new Row(name + " " + unit, tiles));
    }
    return new TileSheet(title, "the images with the largest answers", rows, 40).figure();
  }

  private static Module net(Dataset data, long seed) {
    return new Sequential()
        .then("conv1", new Conv2d(8, kernel(5).stride(2).floor()))
        .then("relu1", Activation.relu())
        .then("conv2", new Conv2d(16, kernel(3)))
        .then("relu2", Activation.relu())
        .then("pool", new MaxPool2d(2))
        .then("flatten", new Flatten())
        .then("hidden", new Linear(UNITS))
        .then(LAYER, Activation.relu())
        .then("scores", new Linear(10))
        .build(data.shape(), seed);
  }
}
