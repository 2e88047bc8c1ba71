package dev.cajal.labs.convolution;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.backend.Shape;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.LocallyConnected2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.Summary;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.chart.Spread;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Tile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What local connections save, and when weights had better not be shared. */
final class Locality {
  static final Lab LAB =
      new Lab(
          "locality",
          Lecture.BRAIN,
          List.of("B9"),
          "Local connections and shared weights take a layer over a 200×200 image from 1.6 billion"
              + " weights to ten thousand; on registered images, weights of their own at each place"
              + " recognise more.",
          Locality::run);

  private static final double NOISE = 1.5;

  private Locality() {}

  private static void run(Notebook notebook) throws IOException {
    weights(notebook);
    registered(notebook);
  }

  private static void weights(Notebook notebook) {
    notebook.heading("Weights");
    notebook.text(
        "An image of 200×200 pixels and 40,000 hidden units. The notes say ~2B, 4M and 10K; biases"
            + " are left out, and the local layer has its image padded to its own size.");
    long full = 200L * 200 * 40_000;
    Shape image = Shape.of(1, 200, 200);
    long local = parameters(new LocallyConnected2d(1, kernel(10).same(), false), image);
    long shared = parameters(new Conv2d(100, kernel(10), false), image);
    notebook.table(
        List.of("layer", "#weights", "of which"),
        List.of(
            List.of("fully connected, 40,000 units", Numbers.count(full), "40,000 of each pixel"),
            List.of("locally connected, 10×10", Numbers.count(local), "100 of each unit, its own"),
            List.of(
                "convolution, 100 filters of 10×10",
                Numbers.count(shared),
                "100 of each filter, the same at every place")));
    notebook.equal("fully connected (the notes: ~2B)", "1,600,000,000", Numbers.count(full));
    notebook.equal("locally connected", "4,000,000", Numbers.count(local));
    notebook.equal("convolution", "10,000", Numbers.count(shared));
  }

  private static long parameters(Module module, Shape image) {
    module.declare(image);
    return Summary.of(module, image).totals().parameters();
  }

  private static void registered(Notebook notebook) throws IOException {
    notebook.heading("Registered images");
    notebook.text(
        "Generated faces of ten people: each of 16 places shows one of two parts that belong to"
            + " this place, as one left eye or another, under noise and changing light. A layer of"
            + " 6×6 windows, one at each place, a rectifier and a linear layer learn who it is."
            + " With as many units, the locally connected layer has its own filters for each place;"
            + " a convolution has to use the same for all.");
    RegisteredImages shown = new RegisteredImages(10, NOISE, 0, notebook.seed(), "test");
    List<Tile> tiles = new ArrayList<>();
    Tensor faces = Lessons.images(shown);
    for (int i = 0; i < 10; i++) {
      float[] face = faces.select(0, i).toArray();
      int side = RegisteredImages.SIDE;
      tiles.add(
          new Tile(Picture.ofPlanes(face, 1, side, side, 0.1f, 0.9f), shown.classes().get(i)));
    }
    notebook.figure(TileSheet.grid("One image of each person", "", tiles, 10, 84).figure());
    int[] maps = notebook.quick() ? new int[] {1, 4} : new int[] {1, 2, 4, 8, 16};
    int runs = notebook.size(1, 3);
    List<double[]> local = new ArrayList<>();
    List<double[]> shared = new ArrayList<>();
    List<double[]> moved = new ArrayList<>();
    List<double[]> movedShared = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      local.add(accuracies(notebook, maps, true, 0, run));
      shared.add(accuracies(notebook, maps, false, 0, run));
      if (!notebook.quick()) {
        moved.add(accuracies(notebook, maps, true, 3, run));
        movedShared.add(accuracies(notebook, maps, false, 3, run));
      }
    }
    double[] x = new double[maps.length];
    for (int i = 0; i < maps.length; i++) {
      x[i] = maps[i];
    }
    List<Series> curves = new ArrayList<>();
    curves.add(Series.ofRuns("locally connected", x, local));
    curves.add(Series.ofRuns("convolution", x, shared));
    if (!notebook.quick()) {
      curves.add(Series.ofRuns("locally connected, moved", x, moved));
      curves.add(Series.ofRuns("convolution, moved", x, movedShared));
    }
    notebook.figure(
        new LineChart(
                "New images of the same people",
                new Axis("filters at each place", Axis.Kind.LOG),
                new Axis("recognised", Axis.Kind.PERCENT),
                curves)
            .figure());
    for (int i = 0; i < 2; i++) {
      Spread own = column(local, i);
      Spread same = column(shared, i);
      notebook.holds(
          "recognised with %d %s at each place: own and shared"
              .formatted(maps[i], maps[i] == 1 ? "filter" : "filters"),
          "own, by more than both deviations",
          Lessons.percent(own, runs) + ", " + Lessons.percent(same, runs),
          own.mean() - own.deviation() > same.mean() + same.deviation());
    }
    if (!notebook.quick()) {
      Spread own = column(moved, 1);
      Spread same = column(local, 1);
      notebook.text(
          "\"Moved\" are images whose faces lie up to three pixels off. Then no place holds one"
              + " part, and what a filter of one place learned is of no use at the next.");
      notebook.holds(
          "own filters, moved images against registered ones",
          "at least 10 points fewer",
          Lessons.percent(own, runs) + ", " + Lessons.percent(same, runs),
          own.mean() < same.mean() - 0.1);
    }
  }

  private static Spread column(List<double[]> runs, int i) {
    return Spread.of(runs.stream().mapToDouble(run -> run[i]).toArray());
  }

  private static double[] accuracies(
      Notebook notebook, int[] maps, boolean local, int shift, int run) throws IOException {
    long seed = notebook.seed() + run;
    RegisteredImages train =
        new RegisteredImages(notebook.size(400, 2000), NOISE, shift, seed, "training");
    RegisteredImages test =
        new RegisteredImages(notebook.size(200, 1000), NOISE, shift, seed, "test");
    Tensor images = Lessons.images(test);
    double[] right = new double[maps.length];
    for (int i = 0; i < maps.length; i++) {
      Module layer =
          local
              ? new LocallyConnected2d(maps[i], kernel(6).stride(6))
              : new Conv2d(maps[i], kernel(6).stride(6));
      Module model =
          new Sequential(Lessons.centre(), layer, Activation.relu(), new Flatten(), new Linear(10));
      model.build(train.shape(), seed);
      Lessons.teach(model, train, notebook.size(12, 15), seed);
      right[i] = Lessons.accuracy(model, images, test);
    }
    return right;
  }
}
