package dev.cajal.examples;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Activation;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.train.Predictor;
import dev.cajal.nn.train.PredictorOptions;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Answers many callers with one model: each call computes on the thread that makes it, and all read
 * the same parameters. The batch normalisation costs nothing, for it is folded into the weights.
 */
public final class ServeCallers {
  private ServeCallers() {}

  /** Asks a hundred times at once and says whether all answers to one question agree. */
  public static void main(String[] args) {
    Shape image = Shape.of(1, 8, 8);
    Module model =
        new Sequential(
                new Conv2d(4, kernel(3)),
                new BatchNorm(),
                Activation.relu(),
                new Flatten(),
                new Linear(10))
            .build(image, 1);
    Predictor predictor =
        new Predictor(model, image, Transform.IDENTITY, PredictorOptions.plain().threads(1));
    float[] pixels = new float[64];
    pixels[27] = 1;
    List<Float> answers =
        IntStream.range(0, 100)
            .parallel()
            .mapToObj(i -> predictor.predict(pixels).probability(3))
            .distinct()
            .toList();
    System.out.println("different answers: " + answers.size());
  }
}
