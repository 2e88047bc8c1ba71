package dev.cajal.labs.classic;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.classic.Classifier;
import dev.cajal.classic.Samples;
import dev.cajal.classic.TemplateLearner;
import dev.cajal.classic.WeightPerturbation;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.image.FilterBank;
import dev.cajal.viz.image.HintonDiagram;
import java.util.ArrayList;
import java.util.List;

/** Two ways to learn without backpropagation, and why they are not enough. */
final class Templates {
  static final Lab TEMPLATES =
      new Lab(
          "template-learner",
          Lecture.BRAIN,
          List.of("A15", "E7"),
          "Two layers learn one rigid template for each digit: good on what lies where it lay, poor"
              + " on what is shifted.",
          Templates::templates);

  static final Lab PERTURBATION =
      new Lab(
          "perturbation",
          Lecture.BRAIN,
          List.of("A16"),
          "Changing one weight at a time and keeping what helps learns, at several forward passes"
              + " for each weight; late in learning large changes nearly always hurt.",
          Templates::perturbation);

  private static final double ENOUGH = 0.2;
  private static final long MOST = 200_000;

  private Templates() {}

  private static void templates(Notebook notebook) {
    int count = notebook.size(1500, 8000);
    Dataset train = DrawnDigits.dataset(count, notebook.seed(), "training");
    Dataset test = DrawnDigits.dataset(1000, notebook.seed(), "test");
    Samples samples = Samples.of(train);
    notebook.text(
        "Active pixels add to the weights of the right class and subtract from those of the class"
            + " that was guessed. The weights of a digit become its template.");
    List<List<String>> rows = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    Classifier last = null;
    for (int epochs : new int[] {1, 3, 10}) {
      Classifier learner = TemplateLearner.of(epochs).seed(notebook.seed()).fit(samples);
      rows.add(
          List.of(
              Integer.toString(epochs),
              Numbers.percent(learner.accuracy(samples), 1),
              Numbers.percent(learner.accuracy(shifted(test, 0)), 1)));
      figures.add(hinton(learner, "After " + epochs + (epochs == 1 ? " pass" : " passes")));
      last = learner;
    }
    notebook.table(List.of("#passes", "#training digits", "#test digits"), rows);
    notebook.figure(figures.get(0));
    notebook.figure(figures.get(2));
    if (last == null) {
      throw new IllegalStateException("nothing was learnt");
    }
    notebook.heading("Shifted digits");
    List<Point> points = new ArrayList<>();
    for (int shift = 0; shift <= 6; shift++) {
      points.add(new Point(shift, last.accuracy(shifted(test, shift))));
    }
    notebook.figure(
        new LineChart(
                "Test digits moved to the right",
                new Axis("pixels", Axis.Kind.INTEGER),
                new Axis("recognised", Axis.Kind.PERCENT),
                List.of(new Series("templates", points)))
            .figure());
    double still = points.get(0).y();
    double moved = points.get(4).y();
    notebook.holds("recognised where they are", "most", Numbers.percent(still, 1), still > 0.6);
    notebook.holds(
        "recognised four pixels to the right",
        "less than three quarters of that",
        Numbers.percent(moved, 1),
        moved < 0.75 * still);
  }

  private static Figure hinton(Classifier learner, String title) {
    float[] weights = learner.linear().orElseThrow().weight().toArray();
    return new HintonDiagram(title, FilterBank.of("template", 10, 1, 28, 28, weights), 5).figure();
  }

  private static Samples shifted(Dataset data, int pixels) {
    float[] values = new float[data.size() * 784];
    long[] labels = new long[data.size()];
    float[] image = new float[784];
    for (int i = 0; i < data.size(); i++) {
      data.read(i, image, 0);
      labels[i] = data.label(i);
      for (int p = 0; p < 784; p++) {
        if (p % 28 >= pixels) {
          values[i * 784 + p] = image[p - pixels];
        }
      }
    }
    return Samples.of(
        Tensor.of(Shape.of(data.size(), 784), values), Tensor.of(Shape.of(data.size()), labels));
  }

  private static void perturbation(Notebook notebook) {
    notebook.text(
        "Nets of 2-H-1 units on XOR-like points, until the loss is 0.2. A change of one weight is"
            + " kept if the loss falls; every try is a forward pass. Backpropagation gets the"
            + " derivatives by all weights for about three, however many there are.");
    List<List<String>> rows = new ArrayList<>();
    List<Point> slow = new ArrayList<>();
    List<Point> fast = new ArrayList<>();
    for (int hidden : notebook.quick() ? new int[] {8, 64} : new int[] {8, 32, 128, 512}) {
      WeightPerturbation learner = perturbed(new Toy(hidden, notebook.seed()), notebook.seed());
      long passes = descended(new Toy(hidden, notebook.seed()));
      rows.add(
          List.of(
              Numbers.count(learner.weights()),
              Numbers.count(learner.forwards()),
              Numbers.count(passes)));
      slow.add(new Point(learner.weights(), learner.forwards()));
      fast.add(new Point(learner.weights(), passes));
    }
    notebook.table(
        List.of("#weights", "#passes by perturbation", "#passes by backpropagation"), rows);
    notebook.figure(
        new LineChart(
                "Work until the loss is 0.2",
                new Axis("weights", Axis.Kind.LOG),
                new Axis("forward passes, or their worth", Axis.Kind.LOG),
                List.of(new Series("perturbation", slow), new Series("backpropagation", fast)))
            .figure());
    notebook.holds(
        "passes by perturbation, %s weights".formatted(rows.getLast().getFirst()),
        "at least four times those by backpropagation",
        rows.getLast().get(1) + " against " + rows.getLast().get(2),
        slow.getLast().y() >= 4 * fast.getLast().y());
    notebook.holds(
        "passes by perturbation for a net of more weights",
        "more",
        rows.getFirst().get(1) + ", then " + rows.getLast().get(1),
        slow.getLast().y() > slow.getFirst().y());
    Toy perturbed = new Toy(8, notebook.seed());
    perturbed(perturbed, notebook.seed());
    notebook.heading("Large changes, early and late");
    int tries = notebook.size(150, 600);
    double early = helpful(new Toy(8, notebook.seed()), 2, tries, notebook.seed());
    double late = helpful(perturbed, 2, tries, notebook.seed());
    notebook.table(
        List.of("changes of all weights by up to 2", "#share that helps"),
        List.of(
            List.of("at the start", Numbers.percent(early, 1)),
            List.of("after learning", Numbers.percent(late, 1))));
    notebook.holds(
        "share of large changes that help after learning",
        "nearly none, and fewer than at the start",
        Numbers.percent(late, 1) + " against " + Numbers.percent(early, 1),
        late < 0.05 && late < early);
  }

  private static WeightPerturbation perturbed(Toy toy, long seed) {
    WeightPerturbation learner = new WeightPerturbation(toy.loss, toy.model.parameters(), seed);
    while (learner.loss() > ENOUGH && learner.forwards() < MOST) {
      learner.one(0.5);
    }
    return learner;
  }

  private static long descended(Toy toy) {
    Updates updates = new Updates(Adam.of(0.03), toy.model.parameters());
    Step step =
        Step.compile(
            List.of(toy.loss),
            List.of(toy.loss),
            updates.of(Gradients.of(toy.loss, toy.model.parameters())));
    long passes = 0;
    do {
      step.run();
      passes += 3;
    } while (step.scalar(0) > ENOUGH && passes < MOST);
    return passes;
  }

  /** The share of random changes of all weights that lower the loss; each is taken back. */
  private static double helpful(Toy toy, double scale, int tries, long seed) {
    List<double[]> weights =
        toy.model.parameters().stream().map(p -> p.tensor().toDoubles()).toList();
    int helped = 0;
    for (int i = 0; i < tries; i++) {
      WeightPerturbation one = new WeightPerturbation(toy.loss, toy.model.parameters(), seed + i);
      helped += one.all(scale) ? 1 : 0;
      for (int p = 0; p < weights.size(); p++) {
        toy.model.parameters().get(p).set(weights.get(p));
      }
    }
    return helped / (double) tries;
  }

  /** Points of the square whose class is the exclusive or of their halves. */
  private static final class Toy {
    final Module model;
    final Tensor loss;

    Toy(int hidden, long seed) {
      model = new Sequential(new Linear(hidden), Activation.tanh(), new Linear(1));
      model.build(Shape.of(2), seed);
      int side = 6;
      float[] points = new float[2 * side * side];
      float[] truth = new float[side * side];
      for (int i = 0; i < truth.length; i++) {
        points[2 * i] = 2f * (i % side) / (side - 1) - 1;
        points[2 * i + 1] = 2f * Math.floorDiv(i, side) / (side - 1) - 1;
        truth[i] = points[2 * i] * points[2 * i + 1] > 0 ? 0 : 1;
      }
      Variable x = new Variable("x", TensorType.float32(truth.length, 2));
      Variable y = new Variable("y", TensorType.float32(truth.length, 1));
      x.set(points);
      y.set(truth);
      loss = Losses.bceWithLogits(model.apply(x.tensor()), y.tensor());
    }
  }
}
