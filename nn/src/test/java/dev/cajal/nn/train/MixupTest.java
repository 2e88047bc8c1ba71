package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.tensor.Tensor;
import java.io.IOException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixupTest {

  /** The λ of each of some steps: a blend of 1 with 0. */
  private static double[] shares(double alpha, int steps) {
    Mixup mixup = new Mixup(alpha, 3);
    return IntStream.range(0, steps)
        .mapToDouble(step -> {
          mixup.draw(step);
          return mixup.images(Tensor.of(1f, 0f)).toDoubles()[0];
        })
        .toArray();
  }

  @Test
  void aSampleIsBlendedWithTheOneBeforeItAndSoIsItsLoss() {
    Mixup mixup = new Mixup(0.4, 1);
    mixup.draw(7);
    double share = mixup.images(Tensor.of(1f, 0f)).toDoubles()[0];
    assertThat(share).isBetween(1e-6, 1 - 1e-6);
    assertThat(mixup.images(Tensor.of(1f, 10f, 100f)).toDoubles())
        .containsExactly(
            new double[] {
              share + 100 * (1 - share), 10 * share + 1 - share, 100 * share + 10 * (1 - share)
            },
            within(1e-4));
    Tensor loss =
        mixup.loss(
            (scores, labels) -> scores.mul(labels).sum(), Tensor.of(1f, 2f), Tensor.of(3f, 5f));
    assertThat(loss.toDoubles()[0]).isCloseTo(13 * share + 11 * (1 - share), within(1e-4));
  }

  @Test
  void sharesAreOfTheDistributionBeta() {
    for (double alpha : new double[] {0.2, 1, 3}) {
      double[] shares = shares(alpha, 600);
      double mean = DoubleStream.of(shares).average().orElseThrow();
      double variance =
          DoubleStream.of(shares).map(s -> (s - 0.5) * (s - 0.5)).average().orElseThrow();
      double expected = 1 / (4 * (2 * alpha + 1));
      assertThat(mean).isCloseTo(0.5, within(0.06));
      assertThat(variance).isCloseTo(expected, within(0.15 * expected));
    }
  }

  @Test
  void aStepHasItsShareWhateverWasDrawnBefore() {
    double[] all = shares(0.2, 20);
    Mixup fresh = new Mixup(0.2, 3);
    fresh.draw(19);
    assertThat(fresh.images(Tensor.of(1f, 0f)).toDoubles()[0]).isEqualTo(all[19]);
  }

  @Test
  void aRunLearnsFromBlends() throws IOException {
    Dataset data = Toys.quadrants(400, 1);
    Module model = Toys.network(1);
    Module plain = Toys.network(1);
    TrainerOptions options = TrainerOptions.of(Sgd.of(0.1).momentum(0.9)).epochs(20).seed(1);
    new Trainer(model, options.pipeline(Pipeline.plain().mixup(0.2))).train(data);
    new Trainer(plain, options).train(data);
    Dataset test = Toys.quadrants(200, 2);
    assertThat(Evaluation.of(model, test, EvaluationOptions.plain()).metrics().accuracy())
        .isGreaterThan(0.9);
    assertThat(Toys.bits(model)).isNotEqualTo(Toys.bits(plain));
  }

  @Test
  void aNegativeAlphaIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pipeline.plain().mixup(-1))
        .withMessage("the α of mixup must be a number from 0 up, found -1.0");
  }
}
