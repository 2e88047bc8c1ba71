package dev.cajal.labs.classic;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
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
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.List;

/** Learning by trial and error on the weights: what it costs, and why it gets stuck. */
final class PerturbationLab {
  static final Lab LAB =
      new Lab(
          "perturbation",
          Lecture.BRAIN,
          List.of("A16"),
          "Changing one weight at a time and keeping what helps learns, at several forward passes"
              + " for each weight; late in learning large changes nearly always hurt.",
          PerturbationLab::run);

  private static final double ENOUGH = 0.2;
  private static final long MOST = 200_000;
  private static final int HIDDEN = 8;
  private static final double[] STAGES = {1, 0.4, 0.05};

  private PerturbationLab() {}

  private static void run(Notebook notebook) {
    cost(notebook);
    harm(notebook);
  }

  private static void cost(Notebook notebook) {
    notebook.heading("What it costs");
    notebook.text(
        "Nets of 2-H-1 units on XOR-like points, until the loss is 0.2. A change of one weight is"
            + " kept if the loss falls; every try is a forward pass. Or each slope is measured by a"
            + " small change, W forward passes for one step down. Backpropagation gets the slopes"
            + " by all weights for one pass forwards and one backwards, the worth of about three"
            + " forward passes, however many weights there are.");
    List<List<String>> rows = new ArrayList<>();
    List<Point> slow = new ArrayList<>();
    List<Point> fast = new ArrayList<>();
    List<Point> slopes = new ArrayList<>();
    List<Point> backward = new ArrayList<>();
    for (int hidden : notebook.quick() ? new int[] {8, 64} : new int[] {8, 32, 128, 512}) {
      WeightPerturbation learner = new Toy(hidden, notebook.seed()).perturbation(notebook.seed());
      int weights = learner.weights();
      long before = learner.forwards();
      learner.descend(1e-3, 0.1);
      long forOneStep = learner.forwards() - before;
      descend(learner, ENOUGH);
      Toy toy = new Toy(hidden, notebook.seed());
      long passes = toy.backpropagated();
      double worth = toy.worth();
      rows.add(
          List.of(
              Numbers.count(weights),
              Numbers.count(forOneStep),
              Numbers.fixed(worth, 2),
              Numbers.count(learner.forwards() - forOneStep),
              Numbers.count(passes)));
      notebook.equal(
          "forward passes for a step by measured slopes, %s weights: W + 1"
              .formatted(Numbers.count(weights)),
          Numbers.count(weights + 1),
          Numbers.count(forOneStep));
      slopes.add(new Point(weights, forOneStep));
      backward.add(new Point(weights, worth));
      slow.add(new Point(weights, learner.forwards() - forOneStep));
      fast.add(new Point(weights, passes));
    }
    notebook.table(
        List.of(
            "#weights W",
            "#one step, slopes measured",
            "#one step, backpropagation",
            "#to a loss of 0.2, one weight at a time",
            "#to it, backpropagation"),
        rows);
    notebook.figure(
        chart("Work for one step with all slopes", slopes, backward, "slopes measured"),
        chart("Work until the loss is 0.2", slow, fast, "one weight at a time"));
    notebook.holds(
        "multiplications of forward and backward pass, over those of the forward one",
        "about 3 for any number of weights; counted",
        rows.getFirst().get(2) + " to " + rows.getLast().get(2),
        backward.stream().allMatch(p -> p.y() > 2 && p.y() < 4));
    notebook.holds(
        "passes by perturbation, %s weights".formatted(rows.getLast().getFirst()),
        "at least four times those by backpropagation",
        rows.getLast().get(3) + " against " + rows.getLast().get(4),
        slow.getLast().y() >= 4 * fast.getLast().y());
    notebook.holds(
        "passes by perturbation for a net of more weights",
        "more",
        rows.getFirst().get(3) + ", then " + rows.getLast().get(3),
        slow.getLast().y() > slow.getFirst().y());
  }

  private static Figure chart(String title, List<Point> trials, List<Point> sweeps, String name) {
    return new LineChart(
            title,
            new Axis("weights", Axis.Kind.LOG),
            new Axis("forward passes, or their worth", Axis.Kind.LOG),
            List.of(new Series(name, trials), new Series("backpropagation", sweeps)))
        .figure();
  }

  private static void harm(Notebook notebook) {
    int tries = notebook.size(200, 2000);
    int nets = notebook.size(2, 5);
    double[] sizes =
        notebook.quick()
            ? new double[] {0.01, 0.1, 0.3, 1, 3}
            : new double[] {0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 1, 2, 3};
    List<List<double[]>> all = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<List<double[]>> one = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int net = 0; net < nets; net++) {
      long seed = notebook.seed() + net;
      WeightPerturbation learner = new Toy(HIDDEN, seed).perturbation(seed);
      for (int stage = 0; stage < STAGES.length; stage++) {
        descend(learner, STAGES[stage]);
        double[] ofAll = new double[sizes.length];
        double[] ofOne = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
          ofAll[i] = learner.harmOfAll(sizes[i], tries);
          ofOne[i] = learner.harmOfOne(sizes[i], tries);
        }
        all.get(stage).add(ofAll);
        one.get(stage).add(ofOne);
      }
    }
    notebook.heading("Which changes hurt, early and late");
    notebook.text(
        "Random changes of a net with 8 hidden units are tried and taken back: "
            + Numbers.count(tries)
            + " of each size, at three moments of its learning. A small change goes up or down by"
            + " the slope, so half of them hurt at first. Later weights need the right values"
            + " relative to each other, and what is large destroys them. Bands: standard deviation"
            + " over "
            + nets
            + " nets.");
    notebook.figure(
        curves("All weights changed at once", sizes, all),
        curves("One weight changed", sizes, one));
    double late = at(all.getLast(), sizes.length - 2);
    double early = at(all.getFirst(), sizes.length - 2);
    String size = Numbers.significant(sizes[sizes.length - 2]);
    notebook.holds(
        "changes of all weights of size " + size + " that hurt late, loss 0.05",
        "nearly all",
        Numbers.percent(late, 1) + "; at the start " + Numbers.percent(early, 1),
        late > 0.98);
    int third = sizes.length / 2 - 1;
    notebook.holds(
        "changes of all weights of size " + Numbers.significant(sizes[third]) + " that hurt late",
        "more than at the start",
        Numbers.percent(at(all.getLast(), third), 1)
            + " against "
            + Numbers.percent(at(all.getFirst(), third), 1),
        at(all.getLast(), third) > at(all.getFirst(), third) + 0.1);
    notebook.holds(
        "the smallest changes of all weights that hurt at the start",
        "about half",
        Numbers.percent(at(all.getFirst(), 0), 1),
        Math.abs(at(all.getFirst(), 0) - 0.5) < 0.1);
  }

  private static Figure curves(String title, double[] sizes, List<List<double[]>> stages) {
    List<Series> lines = new ArrayList<>();
    for (int stage = 0; stage < STAGES.length; stage++) {
      String name = stage == 0 ? "at the start" : "loss " + Numbers.fixed(STAGES[stage], 2);
      lines.add(Series.ofRuns(name, sizes, stages.get(stage)));
    }
    return new LineChart(
            title,
            new Axis("size of the change (standard deviation)", Axis.Kind.LOG),
            new Axis("share that hurts", Axis.Kind.PERCENT),
            lines)
        .figure();
  }

  private static double at(List<double[]> runs, int place) {
    return runs.stream().mapToDouble(run -> run[place]).average().orElseThrow();
  }

  private static void descend(WeightPerturbation learner, double loss) {
    while (learner.loss() > loss && learner.forwards() < MOST) {
      learner.one(0.5);
    }
  }

  /** Points of the square whose class is the exclusive or of their halves. */
  private static final class Toy {
    private final Module model;
    private final Tensor loss;

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

    WeightPerturbation perturbation(long seed) {
      return new WeightPerturbation(loss, model.parameters(), seed);
    }

    /** Multiplications of the loss with all slopes, over those of the loss alone. */
    double worth() {
      List<Tensor> both = new ArrayList<>(List.of(loss));
      Gradients gradients = Gradients.of(loss, model.parameters());
      model.parameters().forEach(p -> both.add(gradients.get(p)));
      long forward = Step.compile(loss).plan().cost().multiplications();
      Step step = Step.compile(both.toArray(Tensor[]::new));
      return step.plan().cost().multiplications() / (double) forward;
    }

    /** Learns by Adam, and returns the forward passes or their worth, three for each step. */
    long backpropagated() {
      Updates updates = new Updates(Adam.of(0.03), model.parameters());
      Step step =
          Step.compile(
              List.of(loss), List.of(loss), updates.of(Gradients.of(loss, model.parameters())));
      long passes = 0;
      do {
        step.run();
        passes += 3;
      } while (step.scalar(0) > ENOUGH && passes < MOST);
      return passes;
    }
  }
}
