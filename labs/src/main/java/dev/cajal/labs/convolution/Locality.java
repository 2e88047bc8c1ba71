package dev.cajal.labs.convolution;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.backend.Shape;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Kernel;
import dev.cajal.nn.Linear;
import dev.cajal.nn.LocallyConnected2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.Summary;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
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
import java.util.Arrays;
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

  private static final double NOISE = 0.35;
  private static final int FARTHEST = 3;

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
        "Drawn faces of ten people, who differ in hair, brows, eyes, glasses, nose, beard and"
            + " mouth; each part lies at the same place in all of them, under noise and changing"
            + " light. A layer of 8×8 windows, one at each of 16 places, a rectifier and a linear"
            + " layer learn who it is. With as many units, the locally connected layer has its own"
            + " filters for each place; a convolution has to use the same for all.");
    notebook.figure(
        new TileSheet(
                "Ten people, and what the nets see of them",
                "",
                List.of(row(0, notebook.seed()), row(NOISE, notebook.seed())),
                84)
            .figure());
    int[] maps = notebook.quick() ? new int[] {1, 2} : new int[] {1, 2, 4, 8};
    int runs = notebook.size(1, 3);
    List<double[]> local = new ArrayList<>();
    List<double[]> shared = new ArrayList<>();
    List<double[]> moved = new ArrayList<>();
    List<double[]> movedShared = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      Faces faces = Faces.of(notebook, 0, notebook.seed() + run);
      local.add(faces.accuracies(maps, true));
      shared.add(faces.accuracies(maps, false));
      if (!notebook.quick()) {
        Faces apart = Faces.of(notebook, FARTHEST, notebook.seed() + run);
        moved.add(apart.accuracies(maps, true));
        movedShared.add(apart.accuracies(maps, false));
      }
    }
    Figure registered = chart("Registered faces: own filters recognise more", maps, local, shared);
    if (notebook.quick()) {
      notebook.figure(registered);
    } else {
      notebook.figure(registered, chart("Faces up to three pixels off", maps, moved, movedShared));
    }
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
      notebook.text(
          "On the right the same faces lie up to three pixels off, each image elsewhere: what a"
              + " filter has learned of its place is not there in the next image. Bands are one"
              + " standard deviation of three seeds, each with people of its own.");
      Spread own = column(moved, 0);
      Spread same = column(local, 0);
      notebook.holds(
          "one filter of its own at each place, faces off their place against registered ones",
          "at least 10 points fewer",
          Lessons.percent(own, runs) + ", " + Lessons.percent(same, runs),
          own.mean() < same.mean() - 0.1);
    }
  }

  private static TileSheet.Row row(double noise, long seed) {
    RegisteredImages images = new RegisteredImages(10, noise, 0, seed, "test");
    Tensor faces = Lessons.images(images);
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      float[] face = faces.select(0, i).toArray();
      int side = RegisteredImages.SIDE;
      String name = noise > 0 ? "" : images.classes().get(i);
      tiles.add(new Tile(Picture.ofPlanes(face, 1, side, side, 0.1f, 0.9f), name));
    }
    return new TileSheet.Row("", tiles);
  }

  private static Figure chart(String title, int[] maps, List<double[]> own, List<double[]> shared) {
    double[] x = Arrays.stream(maps).asDoubleStream().toArray();
    return new LineChart(
            title,
            new Axis("filters at each place", Axis.Kind.LOG),
            new Axis("new images recognised", Axis.Kind.PERCENT),
            List.of(
                Series.ofRuns("locally connected", x, own),
                Series.ofRuns("convolution", x, shared)))
        .figure();
  }

  private static Spread column(List<double[]> runs, int i) {
    return Spread.of(runs.stream().mapToDouble(run -> run[i]).toArray());
  }

  /** Images of ten people to learn from, and others of the same people. */
  private record Faces(HeldImages train, HeldImages test, int epochs, long seed) {

    static Faces of(Notebook notebook, int shift, long seed) {
      return new Faces(
          HeldImages.of(
              new RegisteredImages(notebook.size(500, 1000), NOISE, shift, seed, "training")),
          HeldImages.of(new RegisteredImages(notebook.size(200, 500), NOISE, shift, seed, "test")),
          notebook.size(12, 12),
          seed);
    }

    double[] accuracies(int[] maps, boolean local) throws IOException {
      double[] right = new double[maps.length];
      for (int i = 0; i < maps.length; i++) {
        Kernel window = kernel(8).stride(8);
        Module layer =
            local ? new LocallyConnected2d(maps[i], window) : new Conv2d(maps[i], window);
        Module model =
            new Sequential(
                Lessons.centre(), layer, Activation.relu(), new Flatten(), new Linear(10));
        model.build(train.shape(), seed);
        Lessons.teach(model, train, epochs, seed);
        right[i] = Lessons.accuracy(model, test.tensor(), test);
      }
      return right;
    }
  }
}
