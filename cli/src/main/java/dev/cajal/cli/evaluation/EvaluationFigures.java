package dev.cajal.cli.evaluation;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.train.DetailedEvaluation;
import dev.cajal.nn.train.Evaluation;
import dev.cajal.nn.train.PrecisionRecall;
import dev.cajal.nn.train.Reliability;
import dev.cajal.nn.train.RocCurve;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Picture;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.ClassCurve;
import dev.cajal.viz.chart.ConfusionMatrix;
import dev.cajal.viz.chart.RateChart;
import dev.cajal.viz.chart.ReliabilityChart;
import dev.cajal.viz.image.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Turns an evaluation into what can be drawn. */
public final class EvaluationFigures {
  static final int BINS = 10;

  private final DetailedEvaluation detailed;
  private final Evaluation test;
  private final Dataset data;

  /**
   * Takes an evaluation.
   *
   * @param detailed what the model said
   * @param data of which it was said
   */
  public EvaluationFigures(DetailedEvaluation detailed, Dataset data) {
    this.detailed = detailed;
    this.test = detailed.evaluation();
    this.data = data;
  }

  /** Returns the curves of all classes, and the calibration. */
  public List<Figure> scores() {
    return List.of(
        RateChart.roc("ROC: each class against the others", roc()).figure(),
        RateChart.precisionRecall("Precision and recall", precisionRecall()).figure(),
        reliability().figure());
  }

  /** Returns the receiver operating characteristic of every class that occurs. */
  List<ClassCurve> roc() {
    List<ClassCurve> curves = new ArrayList<>();
    for (int label : drawn()) {
      RocCurve curve = detailed.roc(label);
      List<Point> points =
          curve.points().stream()
              .map(p -> new Point(p.falsePositiveRate(), p.truePositiveRate()))
              .toList();
      curves.add(new ClassCurve(test.classes().get(label), curve.area(), points));
    }
    return curves;
  }

  /** Returns precision over recall of every class that occurs. */
  List<ClassCurve> precisionRecall() {
    List<ClassCurve> curves = new ArrayList<>();
    for (int label : drawn()) {
      PrecisionRecall curve = detailed.precisionRecall(label);
      List<Point> points = new ArrayList<>();
      points.add(new Point(0, curve.points().getFirst().precision()));
      curve.points().forEach(p -> points.add(new Point(p.recall(), p.precision())));
      curves.add(new ClassCurve(test.classes().get(label), curve.averagePrecision(), points));
    }
    return curves;
  }

  private List<Integer> drawn() {
    return IntStream.range(0, test.classes().size()).filter(detailed::hasCurves).boxed().toList();
  }

  /** Returns whether the model is right as often as it says. */
  ReliabilityChart reliability() {
    Reliability reliability = detailed.reliability(BINS);
    return new ReliabilityChart(
        "Calibration",
        reliability.bins().stream()
            .map(b -> new ReliabilityChart.Bin(b.samples(), b.confidence(), b.accuracy()))
            .toList(),
        reliability.calibrationError());
  }

  /** Returns what was taken for what. */
  public ConfusionMatrix confusion() {
    int classes = test.classes().size();
    long[][] counts = new long[classes][classes];
    for (int label = 0; label < classes; label++) {
      for (int said = 0; said < classes; said++) {
        counts[label][said] = test.count(label, said);
      }
    }
    return ConfusionMatrix.of(test.classes(), counts);
  }

  /** Returns the mistakes of which the model was surest, the surest first. */
  public List<Sample> worst(int most) {
    return IntStream.range(0, test.samples())
        .filter(i -> test.predicted(i) != detailed.label(i))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -test.confidence(i)))
        .limit(most)
        .map(this::sample)
        .toList();
  }

  /** Returns samples drawn by chance. */
  public List<Sample> random(int most, long seed) {
    return new SplittableRandom(seed)
        .ints(0, test.samples())
        .distinct()
        .limit(Math.min(most, test.samples()))
        .sorted()
        .mapToObj(this::sample)
        .toList();
  }

  private Sample sample(int place) {
    Shape shape = data.shape();
    float[] pixels = new float[Math.toIntExact(shape.count())];
    data.read(place, pixels, 0);
    int label = detailed.label(place);
    int said = test.predicted(place);
    return new Sample(
        Picture.ofPlanes(
            pixels,
            Math.toIntExact(shape.dim(0)),
            Math.toIntExact(shape.dim(1)),
            Math.toIntExact(shape.dim(2)),
            0,
            1),
        test.classes().get(label),
        test.classes().get(said),
        test.confidence(place),
        detailed.probability(place, label));
  }
}
