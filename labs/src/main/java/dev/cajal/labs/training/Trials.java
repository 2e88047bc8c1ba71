package dev.cajal.labs.training;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.transform.Preprocessing;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Cosine;
import dev.cajal.nn.train.Evaluation;
import dev.cajal.nn.train.EvaluationOptions;
import dev.cajal.nn.train.Pipeline;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.vision.generate.TexturedShapes;
import dev.cajal.viz.Numbers;
import java.io.IOException;

/**
 * Architectures compared on textured shapes: each is trained in the same way from several seeds,
 * which also draw the images.
 *
 * @param images to learn from
 * @param epochs how often
 * @param seeds how many, from the first one up
 */
record Trials(int images, int epochs, long seed, int seeds) {
  private static final int TEST = 1000;

  /** Makes a network for a seed, built. */
  @FunctionalInterface
  interface Net {
    Module build(long seed);
  }

  /** Returns the share of 1,000 other images that is recognised, for each seed. */
  double[] accuracies(Net net) throws IOException {
    double[] found = new double[seeds];
    for (int i = 0; i < seeds; i++) {
      found[i] = accuracy(net, seed + i);
    }
    return found;
  }

  private double accuracy(Net net, long each) throws IOException {
    Dataset train = TexturedShapes.dataset(images, each, "training");
    Dataset test = TexturedShapes.dataset(TEST, each, "test");
    var prepare = Preprocessing.STANDARDIZE.fit(train);
    Module model = net.build(each);
    TrainerOptions options =
        TrainerOptions.of(Adam.of(2e-3))
            .schedule(new Cosine())
            .epochs(epochs)
            .seed(each)
            .pipeline(Pipeline.plain().prepare(prepare));
    new Trainer(model, options).train(train);
    return Evaluation.of(model, test, EvaluationOptions.plain().prepare(prepare))
        .metrics()
        .accuracy();
  }

  /** How the nets were trained, for the page. */
  String description() {
    return Numbers.count(images)
        + " textured shapes of 32×32 pixels (generated), "
        + epochs
        + " epochs of Adam with rate 0.002 falling along a cosine, judged by "
        + Numbers.count(TEST)
        + " other images; "
        + (seeds == 1 ? "one seed" : seeds + " seeds, mean ± standard deviation");
  }
}
