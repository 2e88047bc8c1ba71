package dev.cajal.labs.training;

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
import dev.cajal.nn.Summary;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.BarChart;
import dev.cajal.viz.chart.Bars;
import dev.cajal.viz.chart.Spread;
import dev.cajal.zoo.Zoo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What AlexNet loses with its layers: exact counts, and the order of the losses on a small net. */
final class AlexNetAblation {
  static final Lab LAB =
      new Lab(
          "alexnet-ablation",
          Lecture.PERCEPTRON,
          List.of("B8"),
          "Depth is the key to AlexNet: without some layers it loses little, without all of them"
              + " much.",
          AlexNetAblation::run);

  private static final Shape IMAGE = Shape.of(3, 227, 227);

  /**
   * A net without some of the layers 3, 4, 6 and 7.
   *
   * @param parameters how many the notes say are dropped; empty for the whole net
   * @param drop of the performance in the notes, as a share
   */
  private record Variant(String name, Set<Integer> without, String parameters, double drop) {}

  private static final List<Variant> VARIANTS =
      List.of(
          new Variant("all layers", Set.of(), "", 0),
          new Variant("without 7", Set.of(7), "16 million", 0.011),
          new Variant("without 3, 4", Set.of(3, 4), "~1 million", 0.03),
          new Variant("without 6, 7", Set.of(6, 7), "~50 million", 0.057),
          new Variant("without 3, 4, 6, 7", Set.of(3, 4, 6, 7), "", 0.335));

  private AlexNetAblation() {}

  private static void run(Notebook notebook) throws IOException {
    counts(notebook);
    order(notebook);
  }

  private static void counts(Notebook notebook) {
    notebook.heading("How many parameters a layer holds");
    notebook.text(
        "The network of 2012 at its own size, with its two towers; the layer that follows a removed"
            + " one reads what is left, so that the last layer grows without 6 and 7, and layer 5"
            + " shrinks without 3 and 4.");
    long whole = parameters(Set.of());
    notebook.equal(
        "parameters of all layers, as in the zoo",
        Numbers.count(
            Summary.of(Zoo.create("alexnet-two-tower", 1000), IMAGE).totals().parameters()),
        Numbers.count(whole));
    List<List<String>> rows = new ArrayList<>();
    for (Variant variant : VARIANTS) {
      long left = parameters(variant.without());
      rows.add(
          List.of(
              variant.name(),
              Numbers.count(left),
              variant.without().isEmpty() ? "" : Numbers.count(whole - left),
              variant.parameters()));
    }
    notebook.table(List.of("net", "#parameters", "#dropped", "#dropped, as the notes say"), rows);
    dropped(notebook, "dropped with layer 7", "16 million", whole, Set.of(7), 16_781_312);
    dropped(notebook, "with layers 6 and 7", "~50 million", whole, Set.of(6, 7), 49_414_144);
    dropped(notebook, "with layers 3 and 4", "~1 million", whole, Set.of(3, 4), 1_696_512);
  }

  private static void dropped(
      Notebook notebook, String what, String claimed, long whole, Set<Integer> without, long by) {
    long found = whole - parameters(without);
    notebook.holds(
        what,
        claimed + "; by hand " + Numbers.count(by),
        Numbers.count(found) + " = " + Numbers.fixed(found / 1e6, found < 1e7 ? 2 : 1) + " million",
        found == by);
  }

  private static long parameters(Set<Integer> without) {
    Sequential net = new Sequential();
    net.then("conv1", new Conv2d(96, kernel(11).stride(4).floor())).then("relu1", relu());
    net.then("pool1", new MaxPool2d(kernel(3).stride(2)));
    net.then("conv2", new Conv2d(256, kernel(5).padding(2).groups(2))).then("relu2", relu());
    net.then("pool2", new MaxPool2d(kernel(3).stride(2)));
    if (!without.contains(3)) {
      net.then("conv3", new Conv2d(384, kernel(3).padding(1))).then("relu3", relu());
    }
    if (!without.contains(4)) {
      net.then("conv4", new Conv2d(384, kernel(3).padding(1).groups(2))).then("relu4", relu());
    }
    net.then("conv5", new Conv2d(256, kernel(3).padding(1).groups(2))).then("relu5", relu());
    net.then("pool5", new MaxPool2d(kernel(3).stride(2)));
    return Summary.of(classifier(net, without, 4096, 1000), IMAGE).totals().parameters();
  }

  private static void order(Notebook notebook) throws IOException {
    notebook.heading("The order of the losses");
    Trials trials =
        new Trials(
            notebook.size(1000, 2000), notebook.size(5, 8), notebook.seed(), notebook.size(1, 8));
    notebook.text(
        "Eight layers of the same kinds on small images: convolutions with 12, 18, 24, 24 and 18"
            + " maps, linear layers with 128, 128 and 10 units. "
            + trials.description()
            + ". The notes measured ImageNet; sizes of losses cannot be compared, their order"
            + " can.");
    List<Variant> variants =
        notebook.quick() ? List.of(VARIANTS.getFirst(), VARIANTS.getLast()) : VARIANTS;
    List<double[]> found = new ArrayList<>();
    for (Variant variant : variants) {
      found.add(trials.accuracies(seed -> small(variant.without(), seed)));
    }
    List<List<String>> rows = new ArrayList<>();
    List<Spread> accuracies = new ArrayList<>();
    List<Double> drops = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      Spread accuracy = Spread.of(found.get(i));
      double drop = accuracies.isEmpty() ? 0 : accuracies.getFirst().mean() - accuracy.mean();
      accuracies.add(accuracy);
      drops.add(drop);
      rows.add(
          List.of(
              variants.get(i).name(),
              accuracy.percent(1),
              i == 0 ? "" : Numbers.fixed(100 * drop, 1),
              i == 0 ? "" : Numbers.fixed(100 * variants.get(i).drop(), 1)));
    }
    notebook.table(
        List.of("net", "#right", "#drop, points", "#drop of AlexNet on ImageNet, points"), rows);
    notebook.figure(
        new BarChart(
                "The order of AlexNet's losses, on a small net",
                new Axis("test images recognised", Axis.Kind.PERCENT),
                variants.stream().map(Variant::name).toList(),
                List.of(new Bars("small net", accuracies)))
            .figure());
    if (!notebook.quick()) {
      notebook.holds(
          "order of the drops",
          "7 < 3, 4 < 6, 7 < all four: 1.1 < 3.0 < 5.7 < 33.5",
          String.join(
              " < ",
              drops.subList(1, 5).stream().map(drop -> Numbers.fixed(100 * drop, 1)).toList()),
          drops.subList(1, 5).equals(drops.subList(1, 5).stream().sorted().toList()));
      notebook.holds(
          "drop without layer 7",
          "only 1.1; less than a third of that without all four",
          Numbers.fixed(100 * drops.get(1), 1),
          drops.get(1) < drops.get(4) / 3);
      notebook.note(
          "drop without all four, against those of the pairs together",
          "33.5 against 8.7",
          Numbers.fixed(100 * drops.get(4), 1)
              + " against "
              + Numbers.fixed(100 * (drops.get(2) + drops.get(3)), 1));
    }
    notebook.holds(
        "drop without 3, 4, 6 and 7",
        "much: more than 5 points",
        Numbers.fixed(100 * drops.getLast(), 1),
        drops.getLast() > 0.05);
  }

  private static Module small(Set<Integer> without, long seed) {
    Sequential net = new Sequential();
    net.then("conv1", new Conv2d(12, kernel(5).stride(2).padding(2))).then("relu1", relu());
    net.then("pool1", new MaxPool2d(2));
    net.then("conv2", new Conv2d(18, kernel(3).padding(1))).then("relu2", relu());
    for (int layer = 3; layer <= 4; layer++) {
      if (!without.contains(layer)) {
        net.then("conv" + layer, new Conv2d(24, kernel(3).padding(1)));
        net.then("relu" + layer, relu());
      }
    }
    net.then("conv5", new Conv2d(18, kernel(3).padding(1))).then("relu5", relu());
    net.then("pool5", new MaxPool2d(2));
    return classifier(net, without, 128, 10).build(Shape.of(3, 32, 32), seed);
  }

  private static Sequential classifier(
      Sequential net, Set<Integer> without, long units, long classes) {
    net.then("flatten", new Flatten());
    for (int layer = 6; layer <= 7; layer++) {
      if (!without.contains(layer)) {
        net.then("fc" + layer, new Linear(units)).then("relu" + layer, relu());
      }
    }
    return net.then("fc8", new Linear(classes));
  }

  private static Module relu() {
    return Activation.relu();
  }
}
