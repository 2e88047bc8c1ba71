package dev.cajal.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Shape;
import dev.cajal.grad.GradientChecker;
import dev.cajal.grad.GradientReport;
import dev.cajal.grad.Gradients;
import dev.cajal.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** First and second derivatives of every loss by what was predicted. */
class EveryLossGradientTest {
  private static final Shape SHAPE = Shape.of(3, 4);
  private static final Tensor LABELS = Tensor.of(Shape.of(3), 0L, 3L, 1L);
  private static final Tensor LISTS =
      Tensor.of(SHAPE, 1L, 3L, -1L, 0L, 0L, -1L, 2L, 1L, 2L, 1L, 0L, -1L);
  private static final Tensor OTHER = random(1, -1, 1);
  private static final Tensor POSITIVE = random(2, 0.1, 0.9);
  private static final Tensor SIGNS = Tensor.of(SHAPE, 1, -1, 1, 1, -1, -1, 1, -1, 1, 1, -1, 1.0);
  private static final Tensor ROW_SIGNS = Tensor.of(Shape.of(3), 1, -1, 1.0);

  private static Tensor random(long seed, double from, double to) {
    return Tensor.of(SHAPE, new Random(seed).doubles(12, from, to).toArray());
  }

  static Stream<Named<Function<Tensor, Tensor>>> losses() {
    return Stream.of(
        Named.of("cross entropy", x -> Losses.crossEntropy(x, LABELS)),
        Named.of("negative log likelihood", x -> Losses.nll(x.logSoftmax(1), LABELS)),
        Named.of("mean square", x -> Losses.mse(x, OTHER)),
        Named.of("quadratic", x -> Losses.quadratic(x, OTHER)),
        Named.of("l1", x -> Losses.l1(x, OTHER)),
        Named.of("smooth l1", x -> Losses.smoothL1(x.mul(3), OTHER)),
        Named.of("huber", x -> Losses.huber(x.mul(3), OTHER)),
        Named.of("binary cross entropy", x -> Losses.bce(x.sigmoid(), POSITIVE)),
        Named.of("binary cross entropy of logits", x -> Losses.bceWithLogits(x, POSITIVE)),
        Named.of("hinge", x -> Losses.hinge(x, SIGNS)),
        Named.of("hinge embedding", x -> Losses.hingeEmbedding(x, SIGNS)),
        Named.of("soft margin", x -> Losses.softMargin(x, SIGNS)),
        Named.of("multi margin", x -> Losses.multiMargin(x, LABELS)),
        Named.of("multilabel margin", x -> Losses.multilabelMargin(x, LISTS)),
        Named.of("multilabel soft margin", x -> Losses.multilabelSoftMargin(x, POSITIVE)),
        Named.of("divergence", x -> Losses.klDiv(x.logSoftmax(1), POSITIVE)),
        Named.of("poisson", x -> Losses.poissonNll(x, POSITIVE)),
        Named.of("gaussian", x -> Losses.gaussianNll(x, OTHER, x.square().add(0.2))),
        Named.of("margin ranking", x -> Losses.marginRanking(x, OTHER, SIGNS)),
        Named.of("cosine embedding", x -> Losses.cosineEmbedding(x, OTHER, ROW_SIGNS)),
        Named.of("contrastive", x -> Losses.contrastive(x, OTHER, ROW_SIGNS.maximum(zero()))),
        Named.of("triplet margin", x -> Losses.tripletMargin(x, OTHER, POSITIVE)),
        Named.of("perceptron", x -> Losses.perceptron(x, LABELS)));
  }

  private static Tensor zero() {
    return Tensor.scalar(OTHER.dtype(), 0);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void derivativesAgreeWithFiniteDifferences(Function<Tensor, Tensor> loss) {
    Tensor point = random(3, -1, 1);
    passed(GradientChecker.check(loss, point, GradientChecker.Options.DEFAULT));
    passed(
        GradientChecker.check(
            (List<Tensor> x) -> {
              Tensor value = loss.apply(x.getFirst());
              return Gradients.of(value.mul(value), x.getFirst()).get(x.getFirst());
            },
            List.of(point),
            GradientChecker.Options.DEFAULT));
  }

  private static void passed(GradientReport report) {
    assertThat(report.passed()).as("%s", report).isTrue();
    assertThat(report.checked()).isEqualTo(12);
  }
}
