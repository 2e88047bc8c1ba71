package dev.cajal.labs.gradients;

import static dev.cajal.labs.gradients.Numeric.number;

import dev.cajal.grad.ReverseWalk;
import dev.cajal.labs.drawing.Drawings;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The gradients that the notes compute by hand. */
final class WorkedGradients {
  static final Lab LAB =
      new Lab(
          "worked-gradients",
          Lecture.BRAIN,
          List.of("A12", "E6"),
          "The chain rule, gate by gate: every intermediate value and gradient of the examples"
              + " worked by hand.",
          WorkedGradients::run);

  private WorkedGradients() {}

  private static void run(Notebook notebook) {
    product(notebook);
    compound(notebook);
    sigmoid(notebook);
    gates(notebook);
    logisticRegression(notebook);
    hiddenLayer(notebook);
  }

  private static void product(Notebook notebook) {
    Tensor x = number(4);
    Tensor y = number(-3);
    Tensor f = x.mul(y);
    ReverseWalk walk = ReverseWalk.of(f, Map.of("x", x, "y", y, "f", f));
    notebook.heading("f = x·y at (4, −3)");
    notebook.figure(Drawings.walk("f = x·y", walk));
    notebook.near("f(4, −3)", -12, walk.steps().getLast().value().getFirst(), 0);
    notebook.near("∂f/∂x = y", -3, gradient(walk, "x"), 0);
    notebook.near("∂f/∂y = x", 4, gradient(walk, "y"), 0);
  }

  private static void compound(Notebook notebook) {
    Tensor x = number(-2);
    Tensor y = number(5);
    Tensor z = number(-4);
    Tensor q = x.add(y);
    Tensor f = q.mul(z);
    ReverseWalk walk = ReverseWalk.of(f, Map.of("x", x, "y", y, "z", z, "q", q, "f", f));
    notebook.heading("f = (x + y)·z at (−2, 5, −4)");
    notebook.figure(Drawings.walk("f = (x + y)·z", walk));
    notebook.equal(
        "∂f/∂(x, y, z)",
        "(−4, −4, 3)",
        "(%s, %s, %s)"
            .formatted(
                whole(gradient(walk, "x")),
                whole(gradient(walk, "y")),
                whole(gradient(walk, "z"))));
    notebook.near("f(−2, 5, −4)", -12, walk.steps().getLast().value().getFirst(), 0);
  }

  private static void sigmoid(Notebook notebook) {
    Map<String, Tensor> names = new LinkedHashMap<>();
    names.put("w0", number(2));
    names.put("x0", number(-1));
    names.put("w1", number(-3));
    names.put("x1", number(-2));
    names.put("w2", number(-3));
    Tensor sum =
        at(names, "w0")
            .mul(at(names, "x0"))
            .add(at(names, "w1").mul(at(names, "x1")))
            .add(at(names, "w2"));
    ReverseWalk walk = ReverseWalk.of(sum.neg().exp().add(1).reciprocal(), names);
    notebook.heading("The sigmoid circuit");
    notebook.text(
        "f = 1/(1 + exp(−(w0·x0 + w1·x1 + w2))), built from the gates of the notes: ·, +, −, exp,"
            + " + 1 and 1/x. The notes round each gradient to two digits.");
    notebook.figure(Drawings.walk("a sigmoid of two inputs", walk));
    rounded(notebook, "output of the circuit", 0.73, walk.steps().getLast().value().getFirst());
    double[] claimed = {-0.20, 0.39, -0.39, -0.59, 0.20};
    int i = 0;
    for (String name : names.keySet()) {
      rounded(notebook, "gradient of " + name, claimed[i++], gradient(walk, name));
    }
    double f = walk.steps().getLast().value().getFirst();
    notebook.near("(1 − σ)·σ, the same in one step", (1 - f) * f, gradient(walk, "w2"), 1e-12);
  }

  /** The notes round every number on the way to two digits. */
  private static void rounded(Notebook notebook, String what, double claimed, double measured) {
    notebook.holds(
        what,
        Numbers.fixed(claimed, 2),
        Numbers.fixed(measured, 4),
        Math.abs(measured - claimed) < 0.0101);
  }

  private static String whole(double value) {
    return value == Math.rint(value)
        ? Numbers.count(Math.round(value))
        : Numbers.significant(value);
  }

  private static void gates(Notebook notebook) {
    Tensor x = number(3);
    Tensor y = number(-4);
    Tensor z = number(2);
    Tensor w = number(-1);
    Map<String, Tensor> names = Map.of("x", x, "y", y, "z", z, "w", w);
    ReverseWalk walk = ReverseWalk.of(x.mul(y).add(z.maximum(w)).mul(2), names);
    notebook.heading("What gates do to gradients");
    notebook.text(
        "An addition hands its gradient on to both operands, a maximum to the larger one alone, a"
            + " product gives each operand the gradient times the other.");
    notebook.figure(Drawings.walk("2·(x·y + max(z, w))", walk));
    notebook.equal("add, a distributor: both get", "2", whole(gradient(walk, "z")));
    notebook.equal("max, a router: the smaller gets", "0", whole(gradient(walk, "w")));
    notebook.equal(
        "mul, a switcher: x and y get",
        "−8 and 6",
        whole(gradient(walk, "x")) + " and " + whole(gradient(walk, "y")));
  }

  /** J = −(y*·log y + (1 − y*)·log(1 − y)), y = 1/(1 + exp(−a)), a = θ1·x1 + θ2·x2. */
  private static void logisticRegression(Notebook notebook) {
    Tensor t1 = number(0.5);
    Tensor t2 = number(-1);
    Tensor a = t1.mul(2).add(t2.mul(3));
    Tensor y = a.sigmoid();
    Tensor loss = y.log().neg();
    Map<String, Tensor> names = Map.of("θ1", t1, "θ2", t2, "a", a, "y", y, "J", loss);
    ReverseWalk walk = ReverseWalk.of(loss, names);
    notebook.heading("Logistic regression");
    notebook.text(
        "The target y* is 1, so J = −log y. The notes write J without its minus; with their sign"
            + " learning would drive y away from its target. Here the gradient of a is y − y*.");
    notebook.figure(Drawings.walk("J = −log σ(θ1·2 + θ2·3)", walk));
    double output = walk.step("y").value().getFirst();
    notebook.near("∂J/∂a = y − y*", output - 1, gradient(walk, "a"), 1e-12);
    notebook.near("∂J/∂θ1 = (y − y*)·x1", (output - 1) * 2, gradient(walk, "θ1"), 1e-12);
    notebook.near("∂J/∂θ2 = (y − y*)·x2", (output - 1) * 3, gradient(walk, "θ2"), 1e-12);
  }

  /** A hidden layer of two units over one input: the gradient of the input is a sum over units. */
  private static void hiddenLayer(Notebook notebook) {
    Tensor x = number(0.6);
    Tensor a1 = x.mul(0.5);
    Tensor a2 = x.mul(-1.5);
    Tensor y = a1.sigmoid().mul(2).add(a2.sigmoid().mul(-1)).sigmoid();
    Tensor loss = y.log().neg();
    Map<String, Tensor> names = Map.of("x", x, "a1", a1, "a2", a2, "y", y, "J", loss);
    ReverseWalk walk = ReverseWalk.of(loss, names);
    notebook.heading("One hidden layer");
    notebook.text(
        "An input reaches the loss through every hidden unit, so ∂J/∂x is the sum of"
            + " (∂J/∂aⱼ)·αⱼ over all units j. The notes leave the sum out.");
    notebook.figure(Drawings.walk("two hidden units", walk));
    notebook.near(
        "∂J/∂x = Σⱼ (∂J/∂aⱼ)·αⱼ",
        0.5 * gradient(walk, "a1") - 1.5 * gradient(walk, "a2"),
        gradient(walk, "x"),
        1e-12);
  }

  private static Tensor at(Map<String, Tensor> names, String name) {
    Tensor tensor = names.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("nothing is called " + name);
    }
    return tensor;
  }

  private static double gradient(ReverseWalk walk, String name) {
    return walk.step(name).gradient().getFirst();
  }
}
