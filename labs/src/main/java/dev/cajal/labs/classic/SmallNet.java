package dev.cajal.labs.classic;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.classic.Classifier;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.tensor.Tensor;
import java.io.IOException;

/** A net of two convolutions, each with a pooling, that is asked like any other learner. */
record SmallNet(Module model) implements Classifier {

  /** Learns by Adam at 0.002 on batches of 32. */
  static SmallNet of(Dataset train, int epochs, long seed) throws IOException {
    Module model =
        new Sequential(
            new Conv2d(8, kernel(5)),
            Activation.relu(),
            new MaxPool2d(2),
            new Conv2d(16, kernel(5)),
            Activation.relu(),
            new MaxPool2d(2),
            new Flatten(),
            new Linear(10));
    model.build(train.shape(), seed);
    new Trainer(model, TrainerOptions.of(Adam.of(2e-3)).epochs(epochs).seed(seed)).train(train);
    return new SmallNet(model);
  }

  @Override
  public Tensor scores(Tensor features) {
    return model.apply(features.reshape(features.dim(0), 1, 28, 28)).detach();
  }
}
