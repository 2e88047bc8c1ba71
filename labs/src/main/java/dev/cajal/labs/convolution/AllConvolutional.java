package dev.cajal.labs.convolution;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.GlobalAvgPool;
import dev.cajal.nn.Kernel;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.Summary;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Splits;
import dev.cajal.tensor.Tensor;
import dev.cajal.vision.DataSources;
import dev.cajal.vision.Environment;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.BarChart;
import dev.cajal.viz.chart.Bars;
import dev.cajal.viz.chart.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Convolutions that move by two in place of poolings. */
final class AllConvolutional {
  static final Lab LAB =
      new Lab(
          "all-conv",
          Lecture.LOOKING_INSIDE,
          List.of("B8"),
          "A convolution of stride 2 in place of each pooling recognises as much.",
          AllConvolutional::run);

  /** The nets of the paper, small. */
  private enum Halving {
    POOL("max pooling"),
    STRIDE("stride 2 in the layer before"),
    CONV_POOL("a further layer, then pooling"),
    ALL_CONV("a further layer of stride 2");

    private final String text;

    Halving(String text) {
      this.text = text;
    }

    Sequential net(int maps) {
      Sequential net = new Sequential(Lessons.centre());
      for (int wide : new int[] {maps, 2 * maps}) {
        Kernel three = kernel(3).padding(1);
        convolve(net, wide, this == STRIDE ? three.stride(2).floor() : three);
        if (this == CONV_POOL) {
          convolve(net, wide, three);
        }
        if (this == ALL_CONV) {
          convolve(net, wide, three.stride(2).floor());
        }
        if (this == POOL || this == CONV_POOL) {
          net.then(new MaxPool2d(kernel(3).padding(1).stride(2).floor()));
        }
      }
      convolve(net, 2 * maps, kernel(3).padding(1));
      convolve(net, 2 * maps, kernel(1));
      return net.then(new Conv2d(10, kernel(1))).then(new GlobalAvgPool());
    }

    private static void convolve(Sequential net, int maps, Kernel kernel) {
      net.then(new Conv2d(maps, kernel)).then(Activation.relu());
    }
  }

  private AllConvolutional() {}

  private static void run(Notebook notebook) throws IOException {
    DataSource data =
        notebook.quick()
            ? DrawnDigits.source(notebook.seed())
            : DataSources.colours(Environment.system(), notebook.seed());
    Dataset train = Splits.few(data.train(), notebook.size(1000, 10_000), notebook.seed());
    Dataset test = Splits.few(data.test(), notebook.size(200, 2000), notebook.seed());
    int epochs = notebook.size(4, 5);
    int maps = notebook.size(8, 16);
    int runs = notebook.size(1, 3);
    notebook.text(
        "After Springenberg et al. 2015: the same small net, which halves its images twice, in four"
            + " ways: by max pooling 3×3 of stride 2, by stride 2 in the convolution before, by a"
            + " further convolution and pooling, and by a further convolution of stride 2. The"
            + " third tells what the further weights are good for. Of every class as many images: "
            + "%s training and %s test images, %d epochs. Data: %s."
                .formatted(
                    Numbers.count(train.size()),
                    Numbers.count(test.size()),
                    epochs,
                    data.provenance())
            + (runs > 1 ? " " + runs + " seeds, mean ± standard deviation." : ""));
    Tensor images = Lessons.images(test);
    List<Spread> right = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Halving halving : Halving.values()) {
      double[] found = new double[runs];
      for (int run = 0; run < runs; run++) {
        Sequential net = halving.net(maps);
        net.build(train.shape(), notebook.seed() + run);
        Lessons.teach(net, train, epochs, notebook.seed() + run);
        found[run] = Lessons.accuracy(net, images, test);
      }
      Summary.Totals totals = Summary.of(halving.net(maps), train.shape()).totals();
      right.add(Spread.of(found));
      names.add(halving.text);
      rows.add(
          List.of(
              halving.text,
              Numbers.count(totals.parameters()),
              Numbers.count(totals.multiplications()),
              Lessons.percent(right.getLast(), runs)));
    }
    notebook.figure(
        new BarChart(
                "Strides recognise about as much as pooling",
                new Axis("test images recognised", Axis.Kind.PERCENT),
                names,
                List.of(new Bars("recognised", right)))
            .figure());
    notebook.table(
        List.of("images are halved by", "#weights", "#multiplications", "#recognised"), rows);
    // In the order of the ways.
    Spread pool = right.get(0);
    Spread deeper = right.get(2);
    Spread conv = right.get(3);
    double room = notebook.quick() ? 0.1 : conv.deviation() + pool.deviation();
    notebook.holds(
        "convolutions of stride 2 against pooling",
        notebook.quick() ? "at most 10 points less" : "no less, within both deviations",
        Lessons.percent(conv, runs) + ", " + Lessons.percent(pool, runs),
        conv.mean() > pool.mean() - room);
    notebook.note(
        "the same against pooling with as many weights",
        "as much",
        Lessons.percent(conv, runs) + ", " + Lessons.percent(deeper, runs));
    notebook.holds(
        "all of them against guessing, 10 %",
        notebook.quick() ? "at least 15 %" : "at least twice as much",
        Numbers.percent(right.stream().mapToDouble(Spread::mean).min().orElseThrow(), 1)
            + " or more",
        right.stream().allMatch(spread -> spread.mean() > notebook.size(15, 20) / 100.0));
  }
}
