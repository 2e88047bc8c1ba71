package dev.cajal.labs.convolution;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.DepthwiseConv2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Summary;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.BarChart;
import dev.cajal.viz.chart.Bars;
import dev.cajal.viz.chart.MatrixFigure;
import dev.cajal.viz.chart.Spread;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What separable convolutions save. */
final class Costs {
  static final Lab LAB =
      new Lab(
          "separable-cost",
          Lecture.PERCEPTRON,
          List.of("B3"),
          "A depthwise and a pointwise convolution take 53,952 multiplications where one"
              + " convolution takes 1,228,800.",
          Costs::run);

  private Costs() {}

  private static void run(Notebook notebook) {
    notebook.heading("Depthwise separable");
    notebook.text(
        "A 12×12×3 image under 256 filters of 5×5 gives 8×8×256. The same shape comes out of a 5×5"
            + " convolution of each channel alone, followed by a 1×1 convolution over channels.");
    Shape image = Shape.of(3, 12, 12);
    long whole = multiplications(new Conv2d(256, kernel(5), false), image);
    long depthwise = multiplications(new DepthwiseConv2d(kernel(5), 1, false), image);
    long pointwise = multiplications(new Conv2d(256, kernel(1), false), Shape.of(3, 8, 8));
    notebook.table(
        List.of("convolution", "#multiplications"),
        List.of(
            List.of("5×5 over all channels", Numbers.count(whole)),
            List.of("depthwise 5×5", Numbers.count(depthwise)),
            List.of("pointwise 1×1", Numbers.count(pointwise)),
            List.of("both together", Numbers.count(depthwise + pointwise))));
    notebook.figure(
        new BarChart(
                "Multiplications",
                new Axis("multiplications", Axis.Kind.LOG),
                List.of("5×5 over all channels", "depthwise 5×5", "pointwise 1×1", "both together"),
                List.of(
                    new Bars(
                        "8×8×256 out of 12×12×3",
                        LongStream.of(whole, depthwise, pointwise, depthwise + pointwise)
                            .mapToObj(count -> Spread.of((double) count))
                            .toList())))
            .figure());
    notebook.equal("one convolution", "1,228,800", Numbers.count(whole));
    notebook.equal("depthwise", "4,800", Numbers.count(depthwise));
    notebook.equal("pointwise", "49,152", Numbers.count(pointwise));
    notebook.equal("separable", "53,952", Numbers.count(depthwise + pointwise));
    notebook.heading("Spatially separable: Sobel");
    notebook.text(
        "[1 2 1]ᵀ·[−1 0 1] is the filter of Sobel: nine multiplications a pixel become six.");
    Tensor down = Tensor.of(Shape.of(1, 1, 3, 1), 1f, 2f, 1f);
    Tensor across = Tensor.of(Shape.of(1, 1, 1, 3), -1f, 0f, 1f);
    Tensor sobel = down.reshape(3, 1).matmul(across.reshape(1, 3));
    notebook.equal(
        "the outer product", "[−1, 0, 1], [−2, 0, 2], [−1, 0, 1]", rows(sobel.toDoubles()));
    notebook.figure(
        MatrixFigure.of("Down", 1, down.toDoubles()).figure(),
        MatrixFigure.of("Across", 3, across.toDoubles()).figure(),
        MatrixFigure.of("Their outer product", 3, sobel.toDoubles()).figure());
    Tensor picture = Tensor.linspace(DType.FLOAT32, 0, 1, 49).square().reshape(1, 1, 7, 7);
    Tensor once = picture.conv(sobel.reshape(1, 1, 3, 3), Window.of(2));
    Tensor twice = picture.conv(down, Window.of(2)).conv(across, Window.of(2));
    double apart = once.sub(twice).abs().max().item();
    notebook.holds(
        "largest difference between one step and two",
        "0 up to rounding",
        Numbers.significant(apart),
        apart < 1e-5);
  }

  private static String rows(double[] values) {
    return IntStream.range(0, 3)
        .mapToObj(row ->
            IntStream.range(0, 3)
                .mapToObj(column -> Numbers.fixed(values[3 * row + column], 0))
                .collect(Collectors.joining(", ", "[", "]")))
        .collect(Collectors.joining(", "));
  }

  private static long multiplications(Module module, Shape image) {
    module.declare(image);
    return Summary.of(module, image).totals().multiplications();
  }
}
