package dev.cajal.labs.convolution;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.AvgPool2d;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.LocalContrastNorm;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Sequential;
import dev.cajal.tensor.Tensor;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.BarChart;
import dev.cajal.viz.chart.Bars;
import dev.cajal.viz.chart.Spread;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Tile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Filter bank, nonlinearity, pooling, normalisation: what each of them is good for. */
final class OneStage {
  static final Lab LAB =
      new Lab(
          "one-stage",
          Lecture.BRAIN,
          List.of("B10", "B6"),
          "In one stage of filter bank, nonlinearity, normalisation and pooling, rectifying and"
              + " normalising matter more than whether the filters are learned.",
          OneStage::run);

  /** The stages, named as in the paper. */
  private enum Stage {
    AVERAGE("F – Pᴀ"),
    MAXIMUM("F – Pᴍ"),
    RECTIFIED("F – R – Pᴀ"),
    NORMALISED("F – R – N – Pᴀ");

    private final String text;

    Stage(String text) {
      this.text = text;
    }

    /** Everything below the classifier. */
    Sequential layers() {
      Sequential layers =
          new Sequential()
              .then("centre", Lessons.centre())
              .then("filters", new Conv2d(24, kernel(7)))
              .then("tanh", Activation.tanh());
      if (this == RECTIFIED || this == NORMALISED) {
        layers.then("rectify", Activation.of("Abs", Tensor::abs));
      }
      if (this == NORMALISED) {
        layers.then("normalise", new LocalContrastNorm());
      }
      return layers
          .then(
              "pool",
              this == MAXIMUM
                  ? new MaxPool2d(kernel(6).stride(4))
                  : new AvgPool2d(kernel(6).stride(4)))
          .then("flatten", new Flatten());
    }
  }

  private static final int TRAIN = 2000;
  private static final int TRAIN_QUICK = 500;
  private static final int TEST = 1000;
  private static final int TEST_QUICK = 200;
  private static final int EPOCHS = 6;
  private static final int EPOCHS_QUICK = 5;

  private OneStage() {}

  private static void run(Notebook notebook) throws IOException {
    notebook.text(
        "After Jarrett, Kavukcuoglu, Ranzato and LeCun 2009. F: 24 filters of 7×7 and tanh; R: the"
            + " absolute value; N: local contrast normalisation; P: the mean (ᴀ) or maximum (ᴍ) of"
            + " 6×6 windows that move by 4. One stage, then a linear classifier, which alone is"
            + " trained where the filters stay random. "
            + "%s digits, %d epochs, %s other digits to judge%s."
                .formatted(
                    Numbers.count(notebook.size(TRAIN_QUICK, TRAIN)),
                    notebook.size(EPOCHS_QUICK, EPOCHS),
                    Numbers.count(notebook.size(TEST_QUICK, TEST)),
                    notebook.quick() ? "" : "; mean ± standard deviation of three seeds")
            + " The images are drawn digits in changing"
            + " light: strong or faint, light on dark or dark on light, on a slope of brightness.");
    HeldImages shown = digits(10, "test", notebook.seed());
    Tensor pixels = shown.tensor();
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      float[] digit = pixels.select(0, i).toArray();
      tiles.add(new Tile(Picture.ofPlanes(digit, 1, 28, 28, 0, 1), shown.classes().get(i)));
    }
    notebook.figure(TileSheet.grid("Digits in changing light", "", tiles, 10, 84).figure());
    int runs = notebook.size(1, 3);
    List<Spread> random = new ArrayList<>();
    List<Spread> learned = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      random.add(measured(notebook, stage, false, runs));
      learned.add(measured(notebook, stage, true, runs));
      names.add(stage.text);
      rows.add(
          List.of(
              stage.text,
              Lessons.percent(random.getLast(), runs),
              Lessons.percent(learned.getLast(), runs)));
    }
    notebook.figure(
        new BarChart(
                "Rectifying and normalising matter more than learning",
                new Axis("test digits recognised", Axis.Kind.PERCENT),
                names,
                List.of(new Bars("random filters", random), new Bars("learned filters", learned)))
            .figure());
    notebook.table(List.of("stage", "#random filters", "#learned filters"), rows);
    notebook.text(
        "The mean of a window lets answers of opposite sign cancel, as the same stroke gives in"
            + " dark ink and in light; a rectifier before it prevents that, and so does a"
            + " maximum.");
    // In the order of the stages: averages alone, maxima, rectified, normalised.
    Spread plain = random.get(0);
    Spread rectified = random.get(2);
    Spread whole = random.get(3);
    notebook.holds(
        "rectified against not, mean pooling, random filters",
        "10 points more",
        Lessons.percent(rectified, runs) + ", " + Lessons.percent(plain, runs),
        rectified.mean() > plain.mean() + 0.1);
    notebook.holds(
        "normalised against not, random filters",
        "10 points more",
        Lessons.percent(whole, runs) + ", " + Lessons.percent(rectified, runs),
        whole.mean() > rectified.mean() + 0.1);
    notebook.holds(
        "random filters, rectified and normalised, against learned ones that are neither",
        "20 points more",
        Lessons.percent(whole, runs) + ", " + Lessons.percent(learned.get(0), runs),
        whole.mean() > learned.get(0).mean() + 0.2);
    notebook.holds(
        "random against learned filters, both rectified and normalised",
        "within 15 points",
        Lessons.percent(whole, runs) + ", " + Lessons.percent(learned.get(3), runs),
        whole.mean() > learned.get(3).mean() - 0.15);
  }

  private static HeldImages digits(int count, String purpose, long seed) {
    return HeldImages.of(new RelitDigits(DrawnDigits.dataset(count, seed, purpose), seed));
  }

  private static Spread measured(Notebook notebook, Stage stage, boolean learns, int runs)
      throws IOException {
    double[] right = new double[runs];
    for (int run = 0; run < right.length; run++) {
      long seed = notebook.seed() + run;
      HeldImages train = digits(notebook.size(TRAIN_QUICK, TRAIN), "training", seed);
      HeldImages test = digits(notebook.size(TEST_QUICK, TEST), "test", seed);
      Sequential layers = stage.layers();
      Sequential net = new Sequential();
      if (learns) {
        net.then("stage", layers);
      } else {
        // What random filters say of an image stays the same: it is computed once.
        layers.build(train.shape(), seed);
        train = train.through(layers);
        test = test.through(layers);
      }
      net.then("scores", new Linear(10)).build(train.shape(), seed);
      Lessons.teach(net, train, notebook.size(EPOCHS_QUICK, EPOCHS), seed);
      right[run] = Lessons.accuracy(net, test.tensor(), test);
    }
    return Spread.of(right);
  }
}
