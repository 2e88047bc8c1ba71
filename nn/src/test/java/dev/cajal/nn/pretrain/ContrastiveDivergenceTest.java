package dev.cajal.nn.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.PixelDataset;
import dev.cajal.nn.data.transform.Normalize;
import dev.cajal.nn.optim.Cosine;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.train.Pipeline;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContrastiveDivergenceTest {
  private static final int VISIBLE = 4;
  private static final int HIDDEN = 3;

  private final Sequential model = network();

  private static Sequential network() {
    Sequential net =
        new Sequential(new Flatten(), new Linear(HIDDEN), Activation.sigmoid(), new Linear(2));
    net.build(Shape.of(1, 2, 2), 1);
    return net;
  }

  /** The first two pixels are alike, and the last two are their opposite; a tenth are turned. */
  private static Dataset pairs(int samples) {
    Random random = new Random(3);
    byte[] pixels = new byte[VISIBLE * samples];
    for (int i = 0; i < samples; i++) {
      boolean on = random.nextBoolean();
      for (int p = 0; p < VISIBLE; p++) {
        boolean pixel = (p < 2 ? on : !on) ^ random.nextDouble() < 0.1;
        pixels[VISIBLE * i + p] = (byte) (pixel ? 255 : 0);
      }
    }
    return new PixelDataset(
        Shape.of(1, 2, 2), new byte[][] {pixels}, new int[samples], List.of("a", "b"), "pairs");
  }

  private ContrastiveDivergence objective(Rbm scheme, Visible visible) {
    HiddenLayer layer = new Stack(model).hidden(List.of()).getFirst();
    return new ContrastiveDivergence(scheme, layer, visible, 1);
  }

  /** Returns the mean log-likelihood, exact, by enumeration of all states. */
  private double likelihood(ContrastiveDivergence objective, Dataset data) {
    float[] w = model.variable("1.weight").tensor().toArray();
    float[] b = model.variable("1.bias").tensor().toArray();
    float[] c = objective.state().values().iterator().next().tensor().toArray();
    double partition = 0;
    double[] weights = new double[1 << VISIBLE];
    for (int state = 0; state < weights.length; state++) {
      double exponent = 0;
      for (int v = 0; v < VISIBLE; v++) {
        exponent += (state >> v & 1) * c[v];
      }
      for (int h = 0; h < HIDDEN; h++) {
        double sum = b[h];
        for (int v = 0; v < VISIBLE; v++) {
          sum += (state >> v & 1) * w[VISIBLE * h + v];
        }
        exponent += Math.log1p(Math.exp(sum));
      }
      weights[state] = Math.exp(exponent);
      partition += weights[state];
    }
    double total = 0;
    float[] x = new float[VISIBLE];
    for (int i = 0; i < data.size(); i++) {
      data.read(i, x, 0);
      int state = 0;
      for (int v = 0; v < VISIBLE; v++) {
        state |= x[v] > 0.5 ? 1 << v : 0;
      }
      total += Math.log(weights[state] / partition);
    }
    return total / data.size();
  }

  /** Independent pixels give −4 log 2 = −2.77; the true distribution about −2.0. */
  @ParameterizedTest
  @CsvSource({"1, 0", "3, 0", "1, 50"})
  void theExactLikelihoodOfTheDataRises(int steps, int particles) throws IOException {
    Dataset data = pairs(200);
    ContrastiveDivergence objective = objective(new Rbm(steps, particles), Visible.BERNOULLI);
    assertThat(likelihood(objective, data)).isLessThan(-2.6);
    TrainerOptions options =
        TrainerOptions.of(Sgd.of(0.2)).schedule(new Cosine()).epochs(60).batch(20).seed(1);
    new Trainer(model, options, objective).train(data);
    assertThat(likelihood(objective, data)).isGreaterThan(-2.1);
  }

  @Test
  void gaussianVisibleUnitsReconstructNormalisedSamples() throws IOException {
    Dataset data = pairs(200);
    ContrastiveDivergence objective = objective(Rbm.cd(1), Visible.GAUSSIAN);
    TrainerOptions options =
        TrainerOptions.of(Sgd.of(0.05))
            .epochs(20)
            .batch(20)
            .seed(1)
            .pipeline(Pipeline.plain().prepare(new Normalize(List.of(0.5), List.of(0.5))));
    List<Double> losses =
        new Trainer(model, options, objective)
            .train(data).rows().stream().map(row -> row.train().loss()).toList();
    // Half the squared length of four pixels of ±1.
    assertThat(losses.getFirst()).isCloseTo(2, within(0.5));
    assertThat(losses.getLast()).isLessThan(1.2);
  }
}
