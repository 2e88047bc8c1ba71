package dev.cajal.nn.golden;

import dev.cajal.nn.loss.Bce;
import dev.cajal.nn.loss.BceWithLogits;
import dev.cajal.nn.loss.CosineEmbedding;
import dev.cajal.nn.loss.CrossEntropy;
import dev.cajal.nn.loss.GaussianNll;
import dev.cajal.nn.loss.HingeEmbedding;
import dev.cajal.nn.loss.Huber;
import dev.cajal.nn.loss.KlDiv;
import dev.cajal.nn.loss.L1;
import dev.cajal.nn.loss.Loss;
import dev.cajal.nn.loss.MarginRanking;
import dev.cajal.nn.loss.Mse;
import dev.cajal.nn.loss.MultiLabelMargin;
import dev.cajal.nn.loss.MultiLabelSoftMargin;
import dev.cajal.nn.loss.MultiMargin;
import dev.cajal.nn.loss.Nll;
import dev.cajal.nn.loss.PoissonNll;
import dev.cajal.nn.loss.Reduction;
import dev.cajal.nn.loss.SmoothL1;
import dev.cajal.nn.loss.SoftMargin;
import dev.cajal.nn.loss.TripletMargin;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses with all their options against golden values. */
class LossesGoldenTest {

  static List<Golden> cases() {
    return Golden.family("losses");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agrees(Golden golden) {
    golden.check(xs -> List.of(loss(golden, xs)));
  }

  private static Tensor loss(Golden golden, List<Tensor> xs) {
    Tensor x = xs.getFirst();
    Tensor y = golden.has("zeros") ? Tensor.of(0, 1, 0).cast(x.dtype()) : xs.get(1);
    Reduction reduction = reduction(golden);
    return switch (golden.kind()) {
      case "marginRanking" ->
          new MarginRanking(golden.real("margin", 0), reduction).of(x, y, xs.get(2));
      case "cosineEmbedding" ->
          new CosineEmbedding(golden.real("margin", 0), reduction).of(x, y, xs.get(2));
      case "tripletMargin" ->
          new TripletMargin(
                  golden.real("margin", 1),
                  golden.real("p", 2),
                  golden.real("eps", 1e-6),
                  golden.truth("swap"),
                  reduction)
              .of(x, y, xs.get(2));
      case "gaussianNll" ->
          new GaussianNll(golden.truth("full"), golden.real("eps", 1e-6), reduction)
              .of(x, y, xs.get(2));
      default -> pair(golden, xs, reduction).of(x, y);
    };
  }

  private static Loss pair(Golden golden, List<Tensor> xs, Reduction reduction) {
    boolean weighted = golden.truth("weighted");
    Tensor weight = weighted ? xs.get(2) : null;
    Tensor positive = golden.truth("posWeighted") ? xs.get(weighted ? 3 : 2) : null;
    double margin = golden.real("margin", 1);
    long ignored = golden.integer("ignore_index", -100);
    return switch (golden.kind()) {
      case "mse" -> new Mse(reduction);
      case "l1" -> new L1(reduction);
      case "smoothL1" -> new SmoothL1(golden.real("beta", 1), reduction);
      case "huber" -> new Huber(golden.real("delta", 1), reduction);
      case "crossEntropy" ->
          new CrossEntropy(weight, golden.real("label_smoothing", 0), ignored, reduction);
      case "nll" -> new Nll(weight, ignored, reduction);
      case "bce" -> new Bce(weight, reduction);
      case "bceWithLogits" -> new BceWithLogits(weight, positive, reduction);
      case "softMargin" -> new SoftMargin(reduction);
      case "multilabelSoftMargin" -> new MultiLabelSoftMargin(weight, reduction);
      case "hingeEmbedding" -> new HingeEmbedding(margin, reduction);
      case "multiMargin" -> new MultiMargin(golden.integer("p", 1), margin, weight, reduction);
      case "multilabelMargin" -> new MultiLabelMargin(reduction);
      case "klDiv" -> new KlDiv(golden.truth("log_target"), reduction);
      case "poissonNll" ->
          new PoissonNll(
              !golden.has("log_input") || golden.truth("log_input"),
              golden.truth("full"),
              golden.real("eps", 1e-8),
              reduction);
      default -> throw new IllegalStateException(golden.kind());
    };
  }

  private static Reduction reduction(Golden golden) {
    return switch (golden.has("reduction") ? golden.text("reduction") : "mean") {
      case "mean" -> Reduction.MEAN;
      case "batchmean" -> Reduction.BATCH_MEAN;
      case "sum" -> Reduction.SUM;
      default -> Reduction.NONE;
    };
  }
}
