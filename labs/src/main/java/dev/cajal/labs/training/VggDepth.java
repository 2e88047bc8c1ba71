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
import java.util.stream.IntStream;

/** Small windows stacked instead of large ones, and what depth brings. */
final class VggDepth {
  static final Lab LAB =
      new Lab(
          "vgg-depth",
          Lecture.TRAINING,
          List.of("B9"),
          "Stacked 3×3 windows see as far as one large window with fewer weights, and deeper nets"
              + " of them recognise more.",
          VggDepth::run);

  private static final long CHANNELS = 64;

  /**
   * One column of the paper's table 1.
   *
   * @param model its name in the zoo
   * @param millions parameters as the notes list them
   * @param error top-1 error on ImageNet in the notes, per cent
   * @param blocks convolutions in the three blocks of the small net
   */
  private record Column(
      String name, String model, int millions, double error, List<Integer> blocks, boolean small) {

    int layers() {
      return switch (name) {
        case "A" -> 11;
        case "B" -> 13;
        case "E" -> 19;
        default -> 16;
      };
    }
  }

  private static final List<Column> COLUMNS =
      List.of(
          new Column("A", "vgg11", 133, 29.6, List.of(1, 1, 2), false),
          new Column("B", "vgg13", 133, 28.7, List.of(2, 2, 2), false),
          new Column("C", "vgg16-1x1", 134, 28.1, List.of(2, 2, 3), true),
          new Column("D", "vgg16", 138, 27.3, List.of(2, 2, 3), false),
          new Column("E", "vgg19", 144, 25.5, List.of(2, 2, 4), false));

  private VggDepth() {}

  private static void run(Notebook notebook) throws IOException {
    windows(notebook);
    columns(notebook);
    depth(notebook);
  }

  private static void windows(Notebook notebook) {
    notebook.heading("Stacks of small windows");
    notebook.text(
        "C channels in and out, C = 64, no biases. A stack of three 3×3 convolutions sees 7×7"
            + " pixels with 3·9C² = 27C² weights, one 7×7 convolution has 49C². The stack has three"
            + " rectifiers besides. A 1×1 convolution adds a rectifier and sees no further.");
    List<List<String>> rows = new ArrayList<>();
    long[] two = window(rows, "two 3×3", 3, 3);
    long[] five = window(rows, "one 5×5", 5);
    long[] three = window(rows, "three 3×3", 3, 3, 3);
    long[] seven = window(rows, "one 7×7", 7);
    long[] point = window(rows, "3×3, then 1×1", 3, 1);
    notebook.table(List.of("stack", "#sees", "#weights", "#weights / C²", "#rectifiers"), rows);
    notebook.equal("two 3×3 see", "5×5", two[0] + "×" + two[0]);
    notebook.equal("three 3×3 see", "7×7", three[0] + "×" + three[0]);
    notebook.equal(
        "weights of three 3×3 and of one 7×7",
        "27C² and 49C²",
        times(three[1]) + " and " + times(seven[1]));
    notebook.equal(
        "of two 3×3 and of one 5×5", "18C² and 25C²", times(two[1]) + " and " + times(five[1]));
    notebook.near("a 7×7 needs more weights, per cent", 81, 100.0 * seven[1] / three[1] - 100, 0.5);
    notebook.equal("a 3×3 with a 1×1 after it sees", "3×3", point[0] + "×" + point[0]);
  }

  private static String times(long weights) {
    return weights / (CHANNELS * CHANNELS) + "C²";
  }

  /** Returns the rows that the last output sees, and the number of weights. */
  private static long[] window(List<List<String>> rows, String name, int... sizes) {
    Sequential stack = new Sequential();
    for (int size : sizes) {
      stack.then(new Conv2d(CHANNELS, kernel(size).padding(size / 2), false));
      stack.then(Activation.relu());
    }
    Summary summary = Summary.of(stack, Shape.of(CHANNELS, 32, 32));
    long sees = summary.rows().getLast().receptiveField();
    long weights = summary.totals().parameters();
    rows.add(
        List.of(
            name,
            sees + "×" + sees,
            Numbers.count(weights),
            Long.toString(weights / (CHANNELS * CHANNELS)),
            Integer.toString(sizes.length)));
    return new long[] {sees, weights};
  }

  private static void columns(Notebook notebook) {
    notebook.heading("The columns A to E");
    notebook.text(
        "Parameters of the networks of the paper for 1,000 classes, counted, beside the millions"
            + " and the top-1 errors that the notes list.");
    List<List<String>> rows = new ArrayList<>();
    List<String> listed = new ArrayList<>();
    List<String> counted = new ArrayList<>();
    for (Column column : COLUMNS) {
      long parameters =
          Summary.of(Zoo.create(column.model(), 1000), Shape.of(3, 224, 224)).totals().parameters();
      listed.add(Integer.toString(column.millions()));
      counted.add(Long.toString(Math.round(parameters / 1e6)));
      rows.add(
          List.of(
              column.name(),
              Integer.toString(column.layers()),
              Numbers.count(parameters),
              listed.getLast(),
              Numbers.fixed(column.error(), 1)));
    }
    notebook.table(
        List.of("column", "#layers", "#parameters", "#millions in the notes", "#error there, %"),
        rows);
    notebook.equal(
        "millions of parameters, A to E", String.join(", ", listed), String.join(", ", counted));
  }

  private static void depth(Notebook notebook) throws IOException {
    notebook.heading("Depth, measured");
    Trials trials =
        new Trials(
            notebook.size(800, 2000), notebook.size(4, 8), notebook.seed(), notebook.size(1, 4));
    notebook.text(
        "The same columns scaled down to three blocks of 8, 16 and 32 maps and two linear layers of"
            + " 64 and 10 units: 1, 1, 2 convolutions in the blocks for A; 2, 2, 2 for B; 2, 2, 3"
            + " for C, whose last is 1×1, and D; 2, 2, 4 for E; and beside them 1, 1, 1. "
            + trials.description()
            + ".");
    List<Column> series = new ArrayList<>(COLUMNS);
    series.addFirst(new Column("1, 1, 1", "", 0, Double.NaN, List.of(1, 1, 1), false));
    if (notebook.quick()) {
      series = List.of(series.getFirst(), series.get(4));
    }
    List<Spread> right = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Column column : series) {
      right.add(Spread.of(trials.accuracies(seed -> small(column, seed))));
      rows.add(
          List.of(
              column.name(),
              String.join(", ", column.blocks().stream().map(String::valueOf).toList()),
              Integer.toString(column.blocks().stream().mapToInt(n -> n).sum() + 2),
              right.getLast().percent(1)));
    }
    notebook.table(List.of("net", "convolutions", "#layers", "#right"), rows);
    notebook.figure(
        new BarChart(
                "Deeper nets recognise more",
                new Axis("test images recognised", Axis.Kind.PERCENT),
                series.stream().map(Column::name).toList(),
                List.of(new Bars("accuracy", right)))
            .figure());
    if (notebook.quick()) {
      // So short a training shows nothing yet.
      notebook.note(
          "seven convolutions against three",
          "more recognised, at full size",
          right.getLast().percent(1) + " against " + right.getFirst().percent(1));
      return;
    }
    double[] mean = right.stream().mapToDouble(Spread::mean).toArray();
    String deep =
        String.join(
            ", ", IntStream.of(2, 4, 5).mapToObj(i -> Numbers.percent(mean[i], 1)).toList());
    notebook.holds(
        "B, D and E, with 8, 9 and 10 layers, against A with 6",
        "each recognises more; demanded: 5 points",
        deep + " against " + Numbers.percent(mean[1], 1),
        IntStream.of(2, 4, 5).allMatch(i -> mean[i] > mean[1] + 0.05));
    notebook.note(
        "A against 1, 1, 1, with 5 layers",
        "more",
        right.get(1).percent(1) + " against " + right.get(0).percent(1) + " right");
    notebook.note(
        "B against D, three convolutions in the last block",
        "28.7 against 27.3 % errors",
        right.get(2).percent(1) + " against " + right.get(4).percent(1) + " right");
    notebook.text(
        "Not confirmed at this size: the differences of B, C and D lie within their deviations, so"
            + " that the place of C between B and D does not show.");
    notebook.note(
        "C, with a rectifier more, between B and D",
        "28.7, 28.1, 27.3 % errors",
        Numbers.percent(mean[2], 1)
            + ", "
            + Numbers.percent(mean[3], 1)
            + ", "
            + Numbers.percent(mean[4], 1)
            + " right");
    notebook.note(
        "E against D",
        "25.5 against 27.3 % errors",
        Numbers.percent(mean[5], 1) + " against " + Numbers.percent(mean[4], 1) + " right");
  }

  private static Module small(Column column, long seed) {
    Sequential net = new Sequential();
    int maps = 8;
    for (int block = 0; block < 3; block++) {
      for (int i = 0; i < column.blocks().get(block); i++) {
        boolean last = block == 2 && i == column.blocks().get(block) - 1;
        net.then(new Conv2d(maps, column.small() && last ? kernel(1) : kernel(3).padding(1)));
        net.then(Activation.relu());
      }
      net.then(new MaxPool2d(2));
      maps *= 2;
    }
    net.then(new Flatten()).then(new Linear(64)).then(Activation.relu()).then(new Linear(10));
    return net.build(Shape.of(3, 32, 32), seed);
  }
}
