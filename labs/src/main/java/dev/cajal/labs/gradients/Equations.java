package dev.cajal.labs.gradients;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.grad.GradientChecker;
import dev.cajal.grad.GradientReport;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.List;

/** The equations of a multi-layer perceptron and of its backward pass, one by one. */
final class Equations {
  static final Lab MLP =
      new Lab(
          "mlp-equations",
          Lecture.TRAINING,
          List.of("A3", "A9"),
          "The four equations of backpropagation give the gradient of a sigmoid net of any depth,"
              + " at about two forward passes.",
          Equations::mlp);

  static final Lab GRADCHECK =
      new Lab(
          "gradcheck",
          Lecture.BRAIN,
          List.of("A11"),
          "Derive the analytic gradient, and check it with the numerical one: a wrong rule is"
              + " found, a right one passes.",
          Equations::gradcheck);

  private Equations() {}

  private static void mlp(Notebook notebook) {
    int[] widths = {5, 7, 6, 4, 3};
    int layers = widths.length - 1;
    List<Tensor> weights = new ArrayList<>();
    List<Tensor> biases = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      weights.add(wave(1.3 + l, widths[l + 1], widths[l]));
      biases.add(wave(0.7 + l, widths[l + 1], 1));
    }
    Tensor x = wave(0.4, widths[0], 1);
    Tensor y = wave(2.1, widths[layers], 1);
    List<Tensor> activations = new ArrayList<>(List.of(x));
    for (int l = 0; l < layers; l++) {
      Tensor z = weights.get(l).matmul(activations.get(l)).add(biases.get(l));
      activations.add(z.sigmoid());
    }
    Tensor cost = activations.getLast().sub(y).square().sum().mul(0.5);
    List<Tensor> sources = new ArrayList<>(weights);
    sources.addAll(biases);
    Gradients graph = Gradients.of(cost, sources.toArray(Tensor[]::new));
    notebook.listing(
        """
        (1) δᴸ = ∇ₐC ⊙ σ′(zᴸ)
        (2) δˡ = (Wˡ⁺¹)ᵀ·δˡ⁺¹ ⊙ σ′(zˡ)
        (3) ∂C/∂bˡ = δˡ
        (4) ∂C/∂Wˡ = δˡ·(aˡ⁻¹)ᵀ
        """);
    Tensor delta = slope(activations.get(layers)).mul(activations.get(layers).sub(y));
    for (int l = layers - 1; l >= 0; l--) {
      String at = " at layer " + (l + 1);
      same(notebook, "∂C/∂b = δ" + at, delta, graph.get(biases.get(l)));
      same(
          notebook,
          "∂C/∂W = δ·aᵀ" + at,
          delta.matmul(activations.get(l).transpose()),
          graph.get(weights.get(l)));
      if (l > 0) {
        delta = weights.get(l).transpose().matmul(delta).mul(slope(activations.get(l)));
      }
    }
    notebook.heading("What it costs");
    notebook.text(
        "Multiplications by the cost rules of the operations, for a net of four layers of 256 units"
            + " on a batch of 32: loss alone, and loss with all gradients.");
    Tensor batch = wave(0.2, 32, 256);
    List<Tensor> wide = new ArrayList<>();
    Tensor out = batch;
    for (int l = 0; l < 4; l++) {
      wide.add(wave(l + 0.5, 256, 256));
      out = out.matmul(wide.getLast()).sigmoid();
    }
    Tensor loss = out.square().sum();
    long forward = Step.compile(loss).plan().cost().multiplications();
    List<Tensor> all = new ArrayList<>(List.of(loss));
    Gradients gradients = Gradients.of(loss, wide.toArray(Tensor[]::new));
    wide.forEach(w -> all.add(gradients.get(w)));
    long both = Step.compile(all.toArray(Tensor[]::new)).plan().cost().multiplications();
    double further = (both - forward) / (double) forward;
    notebook.table(
        List.of("computed", "#multiplications"),
        List.of(
            List.of("loss", Numbers.count(forward)),
            List.of("loss and all gradients", Numbers.count(both))));
    notebook.holds(
        "further forward passes that a gradient takes",
        "about 2; less, for no gradient of the input is asked",
        Numbers.fixed(further, 2),
        further > 1.2 && further <= 2);
    softmax(notebook);
  }

  private static void softmax(Notebook notebook) {
    notebook.heading("Softmax is a soft argmax");
    Tensor scores = Tensor.of(Shape.of(4), 1.0, 0.2, 0.7, -0.5);
    List<Series> lines = new ArrayList<>();
    for (int c = 0; c < 4; c++) {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i <= 40; i++) {
        double scale = Math.pow(10, -1 + i / 13.0);
        points.add(new Point(scale, scores.mul(scale).softmax(0).toDoubles()[c]));
      }
      lines.add(new Series("score " + Numbers.fixed(scores.toDoubles()[c], 1), points));
    }
    notebook.figure(
        new LineChart(
                "softmax of four scores against their scale",
                new Axis("scale", Axis.Kind.LOG),
                new Axis("probability", Axis.Kind.NUMBER),
                lines)
            .figure());
    notebook.near(
        "probability of the largest score at scale 100",
        1,
        scores.mul(100).softmax(0).toDoubles()[0],
        1e-9);
  }

  private static Tensor slope(Tensor activation) {
    return activation.mul(activation.neg().add(1));
  }

  private static void same(Notebook notebook, String what, Tensor claimed, Tensor measured) {
    double apart = claimed.sub(measured).abs().max().item();
    notebook.holds(what, "the graph's", "off by " + Numbers.significant(apart), apart < 1e-12);
  }

  /** Numbers between −1 and 1 without pattern, the same everywhere. */
  private static Tensor wave(double phase, long rows, long columns) {
    return Tensor.arange(DType.FLOAT64, 0, (double) (rows * columns), 1)
        .mul(1.7)
        .add(phase)
        .sin()
        .reshape(rows, columns);
  }

  private static void gradcheck(Notebook notebook) {
    Tensor x = Tensor.linspace(DType.FLOAT64, -1.3, 1.7, 12);
    notebook.text(
        "The checker that ships with the library: centred differences in float64 against the"
            + " gradient of the graph, relative to the larger of the two.");
    GradientReport right =
        GradientChecker.check(
            v -> v.getFirst().tanh().mul(v.getFirst()).sum(),
            List.of(x),
            GradientChecker.Options.DEFAULT);
    notebook.holds(
        "x·tanh(x), worst relative error",
        "passes, below 10⁻⁵",
        Numbers.significant(right.worst()),
        right.passed());
    GradientReport wrong =
        GradientChecker.check(
            v -> Tensor.apply(new WrongSquare(), v.getFirst()).sum(),
            List.of(x),
            GradientChecker.Options.DEFAULT);
    notebook.holds(
        "x² with the slope x instead of 2x, worst relative error",
        "is caught",
        Numbers.significant(wrong.worst()) + " at " + wrong.place(),
        !wrong.passed());
    GradientReport kink =
        GradientChecker.check(
            v -> v.getFirst().relu().sum(),
            List.of(Tensor.of(Shape.of(3), -1.0, 0.0, 1.0)),
            GradientChecker.Options.DEFAULT);
    notebook.holds(
        "max(0, x) at its corner, where there is no derivative",
        "is recognised as a kink",
        kink.kinks() + " of " + kink.checked() + " places",
        kink.kinks() == 1 && kink.passed());
  }

  /** A square whose author forgot a factor. */
  private record WrongSquare() implements Elementwise.Unary {
    @Override
    public String name() {
      return "wrong_square";
    }

    @Override
    public double compute(double x) {
      return x * x;
    }

    @Override
    public Tensor slope(Applied at, Tensor d) {
      return at.x(0).mul(d);
    }
  }
}
