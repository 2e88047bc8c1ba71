package dev.cajal.labs.foundations;

import dev.cajal.backend.DType;
import dev.cajal.grad.Gradients;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.Grid;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.chart.Surface;
import java.util.ArrayList;
import java.util.List;

/** What the function looks like that training descends. */
final class Surfaces {
  static final Lab LOSS =
      new Lab(
          "loss-surface",
          Lecture.PERCEPTRON,
          List.of("A6"),
          "Over two weights, one of each layer, the quadratic cost has plateaus where the"
              + " cross-entropy still falls.",
          Surfaces::loss);

  static final Lab MINIMA =
      new Lab(
          "local-minima",
          Lecture.TRAINING,
          List.of("A13"),
          "A net that could be right everywhere can stop at weights that are best nearby, and still"
              + " wrong.",
          Surfaces::minima);

  private static final double STUCK = 0.3;

  private Surfaces() {}

  private static void loss(Notebook notebook) {
    int side = notebook.size(21, 31);
    double reach = 6;
    Grid quadratic =
        Grid.sampled(side, side, -reach, reach, -reach, reach, (a, b) -> cost(a, b, true));
    Grid entropy =
        Grid.sampled(side, side, -reach, reach, -reach, reach, (a, b) -> cost(a, b, false));
    notebook.text(
        "A net of one sigmoid unit after one tanh unit on two samples, x = ±1 with targets 1 and 0;"
            + " w₁ belongs to the first layer, w₂ to the second (after Glorot and Bengio 2010,"
            + " figure 5).");
    notebook.figure(
        surface("Quadratic cost", quadratic, reach), surface("Cross-entropy", entropy, reach));
    double flatQuadratic = flat(quadratic, side, reach);
    double flatEntropy = flat(entropy, side, reach);
    notebook.holds(
        "share of wrong places (cost above that of 50 %) with a slope below a fiftieth of the"
            + " steepest",
        "more for the quadratic cost",
        Numbers.percent(flatQuadratic, 1) + " against " + Numbers.percent(flatEntropy, 1),
        flatQuadratic > flatEntropy + 0.05);
    notebook.heading("The case of the notes");
    double y = 1e-8;
    notebook.text(
        "Target 1, output 0.00000001: the slope of the quadratic cost at the logit is (y − 1)·y·(1"
            + " − y), that of the cross-entropy y − 1.");
    Tensor z = Tensor.scalar(DType.FLOAT64, Math.log(y / (1 - y)));
    Tensor out = z.sigmoid();
    double squared = Gradients.of(out.sub(1).square().mul(0.5), z).get(z).item();
    double cross = Gradients.of(out.log().neg(), z).get(z).item();
    notebook.near("slope of the quadratic cost", -1e-8, squared, 1e-12);
    notebook.near("slope of the cross-entropy", -1, cross, 1e-6);
  }

  private static Figure surface(String title, Grid grid, double reach) {
    Axis first = new Axis("w₁, first layer", Axis.Kind.NUMBER);
    Axis second = new Axis("w₂, second layer", Axis.Kind.NUMBER);
    return new Surface(title, first, second, -reach, reach, -reach, reach, "cost", grid).figure();
  }

  private static double cost(double w1, double w2, boolean quadratic) {
    double sum = 0;
    for (int sample = 0; sample < 2; sample++) {
      double x = sample == 0 ? 1 : -1;
      double target = sample == 0 ? 1 : 0;
      double z = w2 * Math.tanh(w1 * x);
      double y = 1 / (1 + Math.exp(-z));
      sum +=
          quadratic
              ? (y - target) * (y - target) / 2
              : -(target == 1 ? -Math.log1p(Math.exp(-z)) : -Math.log1p(Math.exp(z)));
    }
    return sum;
  }

  /** Of the places that are worse than a coin, the share where the surface is all but flat. */
  private static double flat(Grid grid, int side, double reach) {
    double coin = grid.at(side / 2, side / 2);
    double cell = 2 * reach / (side - 1);
    double steepest = 0;
    List<Double> slopes = new ArrayList<>();
    for (int row = 1; row < side - 1; row++) {
      for (int column = 1; column < side - 1; column++) {
        double slope =
            Math.hypot(
                    grid.at(column + 1, row) - grid.at(column - 1, row),
                    grid.at(column, row + 1) - grid.at(column, row - 1))
                / (2 * cell);
        steepest = Math.max(steepest, slope);
        if (grid.at(column, row) > coin * 1.0001) {
          slopes.add(slope);
        }
      }
    }
    double limit = steepest / 50;
    return slopes.stream().filter(s -> s < limit).count() / (double) Math.max(1, slopes.size());
  }

  private static void minima(Notebook notebook) {
    int starts = notebook.size(12, 60);
    List<Double> ends = new ArrayList<>();
    double slopeAtWorst = 0;
    double worst = -1;
    for (int start = 0; start < starts; start++) {
      Xor xor = Xor.ofTwoUnits(notebook.seed() + start);
      double loss = xor.run(2000);
      ends.add(loss);
      if (loss > worst) {
        worst = loss;
        slopeAtWorst = xor.gradientNorm();
      }
    }
    double best = ends.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double[] sorted = ends.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    long stuck = ends.stream().filter(loss -> loss > STUCK).count();
    notebook.text(
        "XOR by two tanh units and a sigmoid, the smallest net that can be right, from "
            + starts
            + " starts by Adam with rate 0.05. Those that get stuck stop at one of two losses, far"
            + " above that of the best start: ln 2 / 2 = 0.347, where two of the four cases are"
            + " right and two undecided, or (ln 3 + 2 ln 3/2) / 4 = 0.477, where one is right and"
            + " the net says one third for each of the others. The gradient there is all but 0.");
    notebook.figure(
        new LineChart(
                "%d of %d starts get stuck".formatted(stuck, starts),
                new Axis("starts, the best first", Axis.Kind.INTEGER),
                new Axis("cross-entropy after 2,000 steps", Axis.Kind.LOG),
                List.of(Series.fromOne("loss", sorted)))
            .figure());
    notebook.holds("loss of the best start", "below 0.05", Numbers.significant(best), best < 0.05);
    notebook.holds(
        "loss of the worst start", "above 0.3: stuck", Numbers.significant(worst), worst > STUCK);
    notebook.holds(
        "length of the gradient there",
        "all but 0: below 0.02",
        Numbers.significant(slopeAtWorst),
        slopeAtWorst < 0.02);
    notebook.holds(
        "starts that get stuck", "some, not all", stuck + " of " + starts, stuck < starts);
  }
}
