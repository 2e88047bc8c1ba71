package dev.cajal.labs.classic;

import dev.cajal.backend.Shape;
import dev.cajal.classic.KNearest;
import dev.cajal.classic.Samples;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.BarChart;
import dev.cajal.viz.chart.Bars;
import dev.cajal.viz.chart.Spread;
import java.util.List;
import java.util.Random;

/** Nothing is trained here: everything hangs on the distance, and so on the scale of features. */
final class PreprocessingLab {
  static final Lab LAB =
      new Lab(
          "preprocessing",
          Lecture.BRAIN,
          List.of("A22"),
          "A feature in [0, 500] drowns one in [0, 0.0001] until both are scaled, by numbers of the"
              + " training samples alone.",
          PreprocessingLab::run);

  private PreprocessingLab() {}

  private static void run(Notebook notebook) {
    Random random = new Random(notebook.seed());
    int n = notebook.size(300, 2000);
    Samples train = twoScales(random, n);
    Samples test = twoScales(random, n / 2);
    notebook.text(
        "The class is told by the small feature alone; the large one is noise. Neighbours see only"
            + " the large one until each feature is brought to mean 0 and deviation 1.");
    double raw = KNearest.of(5).fit(train).accuracy(test);
    Tensor mean = train.features().mean(0);
    Tensor deviation = train.features().sub(mean).square().mean(0).sqrt();
    Samples scaled = train.map(x -> x.sub(mean).div(deviation));
    double standard =
        KNearest.of(5).fit(scaled).accuracy(test.map(x -> x.sub(mean).div(deviation)));
    Tensor low = train.features().min(0);
    Tensor range = train.features().max(0).sub(low);
    double minMax =
        KNearest.of(5)
            .fit(train.map(x -> x.sub(low).div(range)))
            .accuracy(test.map(x -> x.sub(low).div(range)));
    notebook.table(
        List.of("preprocessing", "#accuracy of 5 neighbours"),
        List.of(
            List.of("none", Numbers.percent(raw, 1)),
            List.of("standardised", Numbers.percent(standard, 1)),
            List.of("min–max", Numbers.percent(minMax, 1))));
    notebook.figure(
        new BarChart(
                "Five neighbours, by preprocessing",
                new Axis("recognised", Axis.Kind.PERCENT),
                List.of("none", "standardised", "min–max"),
                List.of(
                    new Bars(
                        "of " + Numbers.count(n / 2) + " samples not seen",
                        List.of(Spread.of(raw), Spread.of(standard), Spread.of(minMax)))))
            .figure());
    notebook.holds("as they are", "near a coin: below 65 %", Numbers.percent(raw, 1), raw < 0.65);
    notebook.holds("standardised", "above 90 %", Numbers.percent(standard, 1), standard > 0.9);
    notebook.holds("min–max", "above 90 %", Numbers.percent(minMax, 1), minMax > 0.9);
  }

  private static Samples twoScales(Random random, int n) {
    float[] values = new float[2 * n];
    long[] labels = new long[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % 2;
      values[2 * i] = 500 * random.nextFloat();
      values[2 * i + 1] = (float) (1e-4 * (labels[i] * 0.5 + 0.5 * random.nextDouble()));
    }
    return Samples.of(Tensor.of(Shape.of(n, 2), values), Tensor.of(Shape.of(n), labels));
  }
}
