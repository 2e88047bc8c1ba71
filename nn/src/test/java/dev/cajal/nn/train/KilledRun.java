package dev.cajal.nn.train;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.io.Weights;
import dev.cajal.nn.optim.Adam;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A process of its own that trains, to be killed: {@code KilledRun FOLDER}. */
final class KilledRun {
  static final String RESULT = "final.safetensors";

  private KilledRun() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    train(folder, Checkpointing.in(folder.resolve("checkpoint")).everySteps(7).resuming());
  }

  static void train(Path folder, Checkpointing checkpoints) throws IOException {
    Dataset data = Toys.quadrants(400, 3);
    Module model = Toys.network(4);
    TrainerOptions options =
        TrainerOptions.of(Adam.of(0.001))
            .epochs(60)
            .batch(16)
            .seed(2)
            .validation(Validation.of(0.2))
            .checkpoints(checkpoints);
    new Trainer(model, options).train(data);
    Weights.save(folder.resolve(RESULT), model, Map.of());
  }
}
