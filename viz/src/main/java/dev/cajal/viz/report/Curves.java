package dev.cajal.viz.report;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The course of training: loss, accuracy, and the learning rate where it changed. */
record Curves(List<Epoch> epochs) {

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    chart(
        figures,
        "Loss",
        new Axis("mean loss", Axis.Kind.NUMBER),
        series("training", Epoch::trainLoss),
        series("validation", Epoch::validationLoss));
    chart(
        figures,
        "Accuracy",
        new Axis("recognised", Axis.Kind.PERCENT),
        series("training", Epoch::trainAccuracy),
        series("validation", Epoch::validationAccuracy));
    if (epochs.stream().mapToDouble(Epoch::learningRate).distinct().count() > 1) {
      chart(
          figures,
          "Learning rate",
          new Axis("at the end of the epoch", Axis.Kind.LOG),
          series("learning rate", Epoch::learningRate));
    }
    return figures;
  }

  private Series series(String name, ToDoubleFunction<Epoch> value) {
    return new Series(
        name, epochs.stream().map(e -> new Point(e.number(), value.applyAsDouble(e))).toList());
  }

  private static void chart(List<Figure> figures, String title, Axis axis, Series... lines) {
    List<Series> measured = new ArrayList<>();
    for (Series line : lines) {
      if (line.points().stream().anyMatch(point -> Double.isFinite(point.y()))) {
        measured.add(line);
      }
    }
    if (!measured.isEmpty()) {
      figures.add(new LineChart(title, Axis.epochs(), axis, measured).figure());
    }
  }
}
