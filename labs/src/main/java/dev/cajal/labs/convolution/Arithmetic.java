package dev.cajal.labs.convolution;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.ConvArithmetic;
import dev.cajal.nn.ConvTranspose2d;
import dev.cajal.nn.Kernel;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.chart.MatrixFigure;
import java.util.ArrayList;
import java.util.List;

/** The sizes that convolutions give. */
final class Arithmetic {
  static final Lab SIZES =
      new Lab(
          "conv-arithmetic",
          Lecture.BRAIN,
          List.of("B1", "B2"),
          "The size behind a convolution follows from size, kernel, padding, stride and dilation,"
              + " and some do not fit.",
          Arithmetic::sizes);

  private Arithmetic() {}

  private static void sizes(Notebook notebook) {
    Shape six = new Conv2d(6, kernel(5)).declare(Shape.of(3, 32, 32));
    notebook.equal(
        "32×32×3 under six 5×5 filters",
        "28×28×6",
        six.dim(1) + "×" + six.dim(2) + "×" + six.dim(0));
    notebook.equal("7×7 under 3×3, stride 1", "5×5", square(output(7, kernel(3))));
    notebook.equal("7×7 under 3×3, stride 2", "3×3", square(output(7, kernel(3).stride(2))));
    String refusal = refusal(7, kernel(3).stride(3));
    notebook.holds(
        "7×7 under 3×3, stride 3",
        "cannot",
        refusal.isEmpty() ? "can" : "refused",
        !refusal.isEmpty());
    notebook.heading("What does not fit");
    notebook.text("7×7 under 3×3 with stride 3 leaves a row over. What the layer says: " + refusal);
    notebook.equal(
        "the same, where floor() allows it", "2×2", square(output(7, kernel(3).stride(3).floor())));
    flipped(notebook);
    notebook.heading("Every case of the guide of Dumoulin and Visin");
    notebook.text(
        "o = ⌊(i + 2p − d·(k − 1) − 1)/s⌋ + 1 for a convolution, and the transposed one goes back:"
            + " o = s·(i − 1) + d·(k − 1) + 1 − 2p + a.");
    List<List<String>> rows = new ArrayList<>();
    conv(notebook, rows, "no padding, stride 1", 4, kernel(3), 2);
    conv(notebook, rows, "arbitrary padding", 5, kernel(4).padding(2), 6);
    conv(notebook, rows, "half padding keeps the size", 5, kernel(3).padding(1), 5);
    conv(notebook, rows, "full padding", 5, kernel(3).padding(2), 7);
    conv(notebook, rows, "no padding, stride 2", 5, kernel(3).stride(2), 2);
    conv(notebook, rows, "padding 1, stride 2", 5, kernel(3).padding(1).stride(2), 3);
    conv(notebook, rows, "the same, one row unused", 6, kernel(3).padding(1).stride(2).floor(), 3);
    conv(notebook, rows, "dilation 2", 7, kernel(3).dilation(2), 3);
    transposed(notebook, rows, "transposed, no padding", 2, kernel(3), 0, 4);
    transposed(notebook, rows, "transposed, padding 2", 6, kernel(4).padding(2), 0, 5);
    transposed(notebook, rows, "transposed, half padding", 5, kernel(3).padding(1), 0, 5);
    transposed(notebook, rows, "transposed, full padding", 7, kernel(3).padding(2), 0, 5);
    transposed(notebook, rows, "transposed, stride 2", 2, kernel(3).stride(2), 0, 5);
    transposed(
        notebook, rows, "transposed, padding, stride", 3, kernel(3).padding(1).stride(2), 0, 5);
    transposed(notebook, rows, "transposed, odd", 3, kernel(3).padding(1).stride(2), 1, 6);
    notebook.table(List.of("case", "#input", "kernel", "#output"), rows);
  }

  /** f * g = Σ f[n]·g[x − n] runs the filter backwards; layers do not. */
  private static void flipped(Notebook notebook) {
    notebook.heading("Convolution or cross-correlation");
    notebook.text(
        "The convolution of two signals, Σ f[n₁, n₂]·g[x − n₁, y − n₂], reads the filter backwards"
            + " in both directions; the layers of nets do not turn it, and compute a"
            + " cross-correlation. Since the weights are learned, it does not matter there.");
    Tensor ramp = Tensor.arange(DType.FLOAT64, 0, 25, 1).square().reshape(1, 1, 5, 5);
    Tensor edge = Tensor.of(Shape.of(1, 1, 3, 3), -1.0, 0.0, 1.0, -1.0, 0.0, 1.0, -1.0, 0.0, 1.0);
    double layer = ramp.conv(edge, Window.of(2)).toDoubles()[0];
    double signal = ramp.conv(edge.flip(2, 3), Window.of(2)).toDoubles()[0];
    notebook.figure(
        MatrixFigure.of("Filter of the notes", 3, edge.toDoubles()).figure(),
        MatrixFigure.of("The same, turned", 3, edge.flip(2, 3).toDoubles()).figure());
    notebook.near(
        "an antisymmetric filter, turned: the result changes its sign", -layer, signal, 1e-12);
  }

  private static String square(long side) {
    return side + "×" + side;
  }

  private static void conv(
      Notebook notebook, List<List<String>> rows, String name, int in, Kernel kernel, int out) {
    long layer = new Conv2d(1, kernel).declare(Shape.of(1, in, in)).dim(2);
    add(notebook, rows, name, in, kernel, out, output(in, kernel), layer);
  }

  private static void transposed(
      Notebook notebook,
      List<List<String>> rows,
      String name,
      int in,
      Kernel kernel,
      int extra,
      int out) {
    int found = ConvArithmetic.of(in).transposed(kernel, extra).size();
    long layer =
        new ConvTranspose2d(1, kernel, true, extra, extra).declare(Shape.of(1, in, in)).dim(2);
    add(notebook, rows, name, in, kernel, out, found, layer);
  }

  private static void add(
      Notebook notebook,
      List<List<String>> rows,
      String name,
      int in,
      Kernel kernel,
      int claimed,
      int found,
      long layer) {
    notebook.equal(
        name + ": formula and layer", claimed + " and " + claimed, found + " and " + layer);
    rows.add(List.of(name, Integer.toString(in), kernel.toString(), Integer.toString(found)));
  }

  private static int output(int size, Kernel kernel) {
    return ConvArithmetic.of(size).conv(kernel).size();
  }

  private static String refusal(int size, Kernel kernel) {
    try {
      new Conv2d(1, kernel).declare(Shape.of(1, size, size));
      return "";
    } catch (ShapeException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
