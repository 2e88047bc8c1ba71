package dev.cajal.labs.gradients;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.labs.toynn.CrossEntropyLoss;
import dev.cajal.labs.toynn.Linear;
import dev.cajal.labs.toynn.ReLU;
import dev.cajal.nn.loss.Losses;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.List;
import java.util.Random;

/** The hand-written network of the notes, 784-512-10, against automatic differentiation. */
final class Toynn {
  static final Lab LAB =
      new Lab(
          "toynn",
          Lecture.PERCEPTRON,
          List.of("A4"),
          "Three hand-written layers, forward and backward, train a net of two layers; their"
              + " gradients are those of the graph.",
          Toynn::run);

  private static final double RATE = 0.2;

  private Toynn() {}

  private static void run(Notebook notebook) {
    int batch = 32;
    int steps = notebook.size(15, 100);
    Random random = new Random(notebook.seed());
    Linear first = new Linear(normal(random, 0.05, 512, 784), normal(random, 0, 512));
    ReLU relu = new ReLU();
    Linear second = new Linear(normal(random, 0.05, 10, 512), normal(random, 0, 10));
    CrossEntropyLoss criterion = new CrossEntropyLoss();
    var digits = DrawnDigits.dataset(batch * 8, notebook.seed(), "training");
    double[] losses = new double[steps];
    double worst = 0;
    for (int step = 0; step < steps; step++) {
      double[] pixels = new double[batch * 784];
      long[] truth = new long[batch];
      float[] image = new float[784];
      for (int i = 0; i < batch; i++) {
        int sample = (step * batch + i) % digits.size();
        digits.read(sample, image, 0);
        for (int p = 0; p < 784; p++) {
          pixels[i * 784 + p] = image[p];
        }
        truth[i] = digits.label(sample);
      }
      Tensor x = Tensor.of(Shape.of(batch, 784), pixels);
      Tensor labels = Tensor.of(Shape.of(batch), truth);
      if (step == 0) {
        worst = difference(x, labels, first, relu, second, criterion);
      }
      Tensor a = first.forward(x);
      Tensor z = relu.forward(a);
      Tensor scores = second.forward(z);
      losses[step] = criterion.forward(scores, labels).item();
      Tensor dScores = criterion.backward(scores, labels);
      Tensor dZ = second.backward(z, dScores);
      Tensor dA = relu.backward(a, dZ);
      first.backward(x, dA);
      second.descend(RATE);
      first.descend(RATE);
    }
    notebook.text(
        "The program of the notes: a = linear1(x), z = relu(a), scores = linear2(z), then backwards"
            + " through the same layers, and weights moved by −0.2 times their gradient.");
    notebook.figure(
        new LineChart(
                "784-512-10 by hand, rate 0.2, batches of 32 drawn digits",
                new Axis("step", Axis.Kind.INTEGER),
                new Axis("cross-entropy", Axis.Kind.NUMBER),
                List.of(Series.fromOne("loss", losses)))
            .figure());
    notebook.holds(
        "largest difference of any gradient from the graph's",
        "below 10⁻⁶",
        Numbers.significant(worst),
        worst < 1e-6);
    notebook.near("loss before learning, about log 10", Math.log(10), losses[0], 0.6);
    notebook.holds(
        "loss after learning",
        "smaller",
        Numbers.significant(losses[steps - 1]),
        losses[steps - 1] < 0.9 * losses[0]);
  }

  private static double difference(
      Tensor x, Tensor labels, Linear first, ReLU relu, Linear second, CrossEntropyLoss criterion) {
    Variable w1 = variable("w1", first.weight());
    Variable b1 = variable("b1", first.bias());
    Variable w2 = variable("w2", second.weight());
    Variable b2 = variable("b2", second.bias());
    Tensor hidden = x.matmul(w1.tensor().transpose()).add(b1.tensor()).relu();
    Tensor scores = hidden.matmul(w2.tensor().transpose()).add(b2.tensor());
    Tensor loss = Losses.crossEntropy(scores, labels);
    Gradients gradients = Gradients.of(loss, List.of(w1, b1, w2, b2));

    Tensor a = first.forward(x);
    Tensor z = relu.forward(a);
    Tensor ours = second.forward(z);
    first.backward(x, relu.backward(a, second.backward(z, criterion.backward(ours, labels))));
    double worst = 0;
    worst = Math.max(worst, distance(gradients.get(w1), first.weightGradient()));
    worst = Math.max(worst, distance(gradients.get(b1), first.biasGradient()));
    worst = Math.max(worst, distance(gradients.get(w2), second.weightGradient()));
    return Math.max(worst, distance(gradients.get(b2), second.biasGradient()));
  }

  private static double distance(Tensor a, Tensor b) {
    return a.sub(b).abs().max().item();
  }

  private static Variable variable(String name, Tensor value) {
    Variable variable = new Variable(name, value.type());
    variable.set(value.values());
    return variable;
  }

  private static Tensor normal(Random random, double deviation, long... sizes) {
    TensorType type = new TensorType(DType.FLOAT64, Shape.of(sizes));
    double[] values =
        random.doubles(type.shape().count()).map(u -> deviation * random.nextGaussian()).toArray();
    return Tensor.of(type.shape(), values);
  }
}
