package dev.cajal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.nn.init.Initializers;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropoutTest {

  private static Variable state(long seed) {
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    state.set(Tensor.of(Shape.of(2), seed, 0L).values());
    return state;
  }

  private static Variable ones(long... sizes) {
    Variable ones = new Variable("x", new TensorType(DType.FLOAT64, Shape.of(sizes)));
    ones.fill(1);
    return ones;
  }

  @Test
  void dropoutKeepsTheExpectationInTraining() {
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    state.set(Tensor.of(Shape.of(2), 11L, 0L).values());
    Variable ones = new Variable("x", TensorType.float32(100, 100));
    ones.fill(1);
    float[] y = new Dropout(0.2).apply(ones.tensor(Trace.training(state))).toArray();
    double sum = 0;
    int zeros = 0;
    for (float value : y) {
      assertThat(value).isIn(0f, 1.25f);
      sum += value;
      zeros += value == 0 ? 1 : 0;
    }
    assertThat(zeros).isBetween(1880, 2120);
    assertThat(sum / y.length).isCloseTo(1, within(0.02));
  }

  @Test
  void dropoutDrawsAnewAtEveryStepAndPlace() {
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    Variable ones = new Variable("x", TensorType.float32(1, 64));
    ones.fill(1);
    Module model = new Sequential(new Dropout(0.5), new Dropout(0.5));
    Module first = model.module("0");
    Module second = model.module("1");
    Trace trace = Trace.training(state);
    float[] atFirst = first.apply(ones.tensor(trace)).toArray();
    assertThat(second.apply(ones.tensor(trace)).toArray()).isNotEqualTo(atFirst);
    assertThat(first.apply(ones.tensor(Trace.training(state))).toArray()).isEqualTo(atFirst);
    state.set(Tensor.of(Shape.of(2), 0L, 1L).values());
    assertThat(first.apply(ones.tensor(Trace.training(state))).toArray()).isNotEqualTo(atFirst);
  }

  @Test
  void dropoutDoesNothingInUse() {
    Tensor x = Tensor.of(1, 2, 3);
    assertThat(new Dropout(0.9).apply(x)).isSameAs(x);
    Variable ones = ones(2, 3);
    Tensor traced = ones.tensor(Trace.training(state(1)));
    assertThat(new Dropout(0).apply(traced)).isSameAs(traced);
    assertThat(new Dropout(1).apply(traced).toDoubles()).containsOnly(0);
    assertThatThrownBy(() -> new Dropout(1.5))
        .hasMessage("dropout: p is 1.5, expected a probability from 0 to 1");
    assertThatThrownBy(() -> new FeatureAlphaDropout(-1))
        .hasMessage("featurealphadropout: p is -1.0, expected a probability from 0 to 1");
  }

  @Test
  void spatialDropoutTakesWholeChannels() {
    for (Module layer : List.of(new Dropout1d(0.3), new Dropout2d(0.3), new Dropout3d(0.3))) {
      int spatial = layer.type().charAt("Dropout".length()) - '0';
      long[] sizes = new long[spatial + 2];
      Arrays.fill(sizes, 2);
      sizes[0] = 40;
      sizes[1] = 50;
      double[] y = layer.apply(ones(sizes).tensor(Trace.training(state(5)))).toDoubles();
      int places = 1 << spatial;
      int dropped = 0;
      for (int channel = 0; channel < 2000; channel++) {
        for (int place = 0; place < places; place++) {
          assertThat(y[channel * places + place]).isEqualTo(y[channel * places]);
        }
        assertThat(y[channel * places]).isIn(0.0, 1 / 0.7);
        dropped += y[channel * places] == 0 ? 1 : 0;
      }
      assertThat(dropped).as(layer.toString()).isBetween(530, 670);
    }
  }

  @Test
  void spatialDropoutAsksForChannels() {
    assertThatThrownBy(() -> new Sequential(new Dropout2d()).declare(Shape.of(3, 5)))
        .hasMessage(
            "dropout2d at 0: input is [2, 3, 5], expected images [n, channels, height, width];"
                + " reshape or unsqueeze it");
    assertThatThrownBy(() -> new Sequential(new FeatureAlphaDropout()).declare(Shape.of()))
        .hasMessage("featurealphadropout at 0: input is [2], expected [n, channels, ...]");
  }

  @Test
  void alphaDropoutKeepsMeanAndVariance() {
    Variable x = new Variable("x", new TensorType(DType.FLOAT64, Shape.of(100, 400)));
    Initializers.normal(0, 1).initialise(x, Trace.training(state(3)));
    for (double p : new double[] {0.1, 0.5, 0.9}) {
      for (Module layer : List.of(new AlphaDropout(p), new FeatureAlphaDropout(p))) {
        double[] y = layer.apply(x.tensor(Trace.training(state(8)))).toDoubles();
        double mean = Arrays.stream(y).average().orElseThrow();
        double square = Arrays.stream(y).map(v -> v * v).average().orElseThrow();
        assertThat(mean).as(layer.toString()).isCloseTo(0, within(0.02));
        assertThat(square - mean * mean).as(layer.toString()).isCloseTo(1, within(0.03));
      }
    }
  }

  @Test
  void alphaDropoutMapsEachElementToOneOfTwoValues() {
    // a and b as PyTorch computes them for p = 0.2.
    double alpha = -1.7580993408473766;
    double a = 1 / Math.sqrt((alpha * alpha * 0.2 + 1) * 0.8);
    double b = -a * 0.2 * alpha;
    Variable x = ones(20, 20);
    Tensor y = new AlphaDropout(0.2).apply(x.tensor(Trace.training(state(2))));
    double[] values = y.toDoubles();
    double[] slopes = Gradients.of(y.sum(), List.of(x)).get(x).toDoubles();
    int dropped = 0;
    for (int i = 0; i < values.length; i++) {
      boolean gone = slopes[i] == 0;
      dropped += gone ? 1 : 0;
      assertThat(slopes[i]).isCloseTo(gone ? 0 : a, within(1e-12));
      assertThat(values[i]).isCloseTo(a * (gone ? alpha : 1) + b, within(1e-12));
    }
    assertThat(dropped).isBetween(50, 110);
  }

  @Test
  void aSamplingTraceDrawsInUse() {
    Module model = new Sequential(new BatchNorm(), new Dropout(0.5));
    model.build(Shape.of(64), DType.FLOAT64, 1);
    Variable x = ones(2, 64);
    double[] first = model.apply(x.tensor(Trace.sampling(state(1)))).toDoubles();
    double[] second = model.apply(x.tensor(Trace.sampling(state(2)))).toDoubles();
    assertThat(first).isNotEqualTo(second).contains(0);
    double kept = 2 / Math.sqrt(1 + 1e-5);
    assertThat(Arrays.stream(first).max().orElseThrow()).isCloseTo(kept, within(1e-12));
    Trace trace = Trace.sampling(state(1));
    assertThat(model.apply(x.tensor(trace)).toDoubles()).containsExactly(first);
    assertThat(trace.assignments()).isEmpty();
  }

  @Test
  void partOfATrainingTraceMayBehaveAsInUse() {
    Module model = new Sequential(new BatchNorm(), new Dropout(0.5));
    model.build(Shape.of(64), DType.FLOAT64, 1);
    Variable x = ones(2, 64);
    Trace trace = Trace.training(state(1));
    Tensor used = trace.evaluating(() -> model.apply(x.tensor(trace)));
    assertThat(trace.assignments()).isEmpty();
    assertThat(used.toDoubles()).containsOnly(1 / Math.sqrt(1 + 1e-5));
    assertThat(used.add(model.apply(x.tensor(trace))).trace()).isSameAs(trace);
    assertThat(trace.assignments()).isNotEmpty();
    assertThatThrownBy(() -> trace.evaluating(() -> trace.uniform(DType.FLOAT64, Shape.of(1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("outside a trace for training or sampling");
    Trace building = Trace.building();
    assertThat(building.evaluating(building::mode)).isEqualTo(Trace.Mode.BUILDING);
  }

  @Test
  void normalNumbersHaveMeanZeroAndVarianceOne() {
    double[] values = Trace.training(state(3)).normal(DType.FLOAT64, Shape.of(10_000)).toDoubles();
    double mean = Arrays.stream(values).average().orElseThrow();
    double square = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(0.03));
    assertThat(square).isCloseTo(1, within(0.05));
  }

  @Test
  void aBatchOfNothingPasses() {
    for (Module layer : List.of(new Dropout(), new Dropout1d(), new AlphaDropout())) {
      Tensor y = layer.apply(ones(0, 3, 2).tensor(Trace.training(state(1))));
      assertThat(y.shape()).isEqualTo(Shape.of(0, 3, 2));
      assertThat(y.toDoubles()).isEmpty();
    }
  }
}
