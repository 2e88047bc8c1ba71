package dev.cajal.labs.foundations;

import dev.cajal.backend.Shape;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.labs.notebook.Regions;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What borders a net can draw, by its hidden units. */
final class HiddenUnits {
  static final Lab LAB =
      new Lab(
          "hidden-units",
          Lecture.TRAINING,
          List.of("A3"),
          "More hidden units draw more complicated borders; without any, the border is a line.",
          HiddenUnits::run);

  private static final int POINTS = 200;

  private HiddenUnits() {}

  private static void run(Notebook notebook) {
    int steps = notebook.size(500, 2000);
    Random random = new Random(notebook.seed());
    float[] places = new float[2 * POINTS];
    float[] labels = new float[POINTS];
    for (int i = 0; i < POINTS; i++) {
      labels[i] = i % 2;
      double radius = i % 2 == 0 ? 0.45 * Math.sqrt(random.nextDouble()) : radius(random);
      double angle = 2 * Math.PI * random.nextDouble();
      places[2 * i] = (float) (radius * Math.cos(angle));
      places[2 * i + 1] = (float) (radius * Math.sin(angle));
    }
    Tensor x = Tensor.of(Shape.of(POINTS, 2), places);
    Tensor y = Tensor.of(Shape.of(POINTS, 1), labels);
    notebook.text(
        "One class lies around the other. A net without hidden units is logistic regression, whose"
            + " border is a line; the others have one hidden layer of tanh units, and all are"
            + " trained by Adam on the cross-entropy of a sigmoid output. The ground shows what the"
            + " net answers at each place, pale where it is unsure.");
    List<Figure> figures = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int hidden : new int[] {0, 2, 4, 16}) {
      Module model = train(hidden, x, y, steps, notebook.seed());
      double share =
          model.apply(x).greater(0).cast(x.dtype()).equalTo(y).cast(x.dtype()).mean().item();
      shares.add(share);
      String name = hidden == 0 ? "No hidden unit" : hidden + " hidden units";
      figures.add(
          Regions.figure(
              name + ": " + Numbers.percent(share, 1) + " right",
              x.toDoubles(),
              y.toDoubles(),
              at -> model.apply(at).sigmoid()));
      rows.add(
          List.of(
              Integer.toString(hidden),
              Integer.toString(hidden == 0 ? 3 : 4 * hidden + 1),
              Numbers.percent(share, 1)));
    }
    notebook.figure(figures.get(0), figures.get(1));
    notebook.figure(figures.get(2), figures.get(3));
    notebook.table(List.of("#hidden units", "#weights", "#points on their side"), rows);
    notebook.holds(
        "points right without hidden units",
        "fewer than three quarters: no line parts the classes",
        Numbers.percent(shares.getFirst(), 1),
        shares.getFirst() < 0.75);
    notebook.holds(
        "points right with sixteen",
        "at least 98 %",
        Numbers.percent(shares.getLast(), 1),
        shares.getLast() >= 0.98);
    notebook.holds(
        "from two to sixteen units",
        "never worse",
        Numbers.percent(shares.get(1), 1)
            + ", "
            + Numbers.percent(shares.get(2), 1)
            + ", "
            + Numbers.percent(shares.get(3), 1),
        shares.get(2) >= shares.get(1) && shares.get(3) >= shares.get(2));
  }

  private static double radius(Random random) {
    return 0.65 + 0.35 * random.nextDouble();
  }

  private static Module train(int hidden, Tensor x, Tensor y, int steps, long seed) {
    Module model =
        hidden == 0
            ? new Sequential(new Linear(1))
            : new Sequential(new Linear(hidden), Activation.tanh(), new Linear(1));
    model.build(Shape.of(2), seed);
    Tensor loss = Losses.bceWithLogits(model.apply(x), y);
    Updates updates = new Updates(Adam.of(0.03), model.parameters());
    Step step =
        Step.compile(
            List.of(loss), List.of(loss), updates.of(Gradients.of(loss, model.parameters())));
    for (int i = 0; i < steps; i++) {
      step.run();
    }
    return model;
  }
}
