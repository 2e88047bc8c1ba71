package dev.cajal.labs.convolution;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Spread;
import java.io.IOException;

/** Small nets that learn for a moment. */
final class Lessons {
  private static final int BATCH = 250;

  private Lessons() {}

  /** Returns a layer that moves pixels from 0 to 1 to −2 to 2. */
  static Module centre() {
    return Activation.of("Centre", x -> x.sub(0.5).mul(4));
  }

  /** Trains by Adam at 0.002 on batches of 32. */
  static void teach(Module model, Dataset data, int epochs, long seed) throws IOException {
    new Trainer(model, TrainerOptions.of(Adam.of(2e-3)).epochs(epochs).seed(seed)).train(data);
  }

  /** Returns all samples of a data set as one tensor. */
  static Tensor images(Dataset data) {
    int size = Math.toIntExact(data.shape().count());
    float[] values = new float[size * data.size()];
    for (int i = 0; i < data.size(); i++) {
      data.read(i, values, i * size);
    }
    return Tensor.of(Shape.of(data.size()).concat(data.shape()), values);
  }

  /** Returns which share of images a model recognises; their labels are those of a data set. */
  static double accuracy(Module model, Tensor images, Dataset labels) {
    int right = 0;
    for (int from = 0; from < labels.size(); from += BATCH) {
      int to = Math.min(labels.size(), from + BATCH);
      double[] said = model.apply(images.slice(0, from, to)).argmax(1).toDoubles();
      for (int i = from; i < to; i++) {
        right += said[i - from] == labels.label(i) ? 1 : 0;
      }
    }
    return right / (double) labels.size();
  }

  /** Returns a share in percent, with its deviation if there is more than one run. */
  static String percent(Spread spread, int runs) {
    return runs == 1 ? Numbers.percent(spread.mean(), 1) : spread.percent(1);
  }
}
