package dev.cajal.cli;

import dev.cajal.backend.Shape;
import dev.cajal.nn.train.Prediction;
import dev.cajal.nn.train.Predictor;
import dev.cajal.vision.image.PictureDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a trained model what pictures show. */
@Command(
    name = "predict",
    description = {
      "Say what pictures show, with probabilities.",
      "A picture is scaled to the size the model was trained on, and to grey where it expects that."
    })
final class PredictCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(index = "0", paramLabel = "RUN", description = "A run folder.")
  private Path run = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "IMAGE",
      arity = "1..*",
      description = "PNG, JPEG, BMP or GIF files.")
  private List<Path> images = new ArrayList<>();

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "3",
      description = "How many classes to show (default: ${DEFAULT-VALUE}).")
  private int top;

  @Override
  public Integer call() throws IOException {
    if (top < 1) {
      throw new UsageException("--top must be at least 1, found " + top);
    }
    RunFolder folder = RunFolder.open(run);
    Shape shape = folder.sample();
    if (shape.rank() == 1) {
      throw new UsageException(run + " is a model of text; cajal sample lets it write");
    }
    List<String> classes = folder.classes();
    Predictor predictor = new Predictor(folder.model(), shape, folder.normalize());
    PictureDecoder decoder = new PictureDecoder();
    for (Path image : images) {
      print(image, predictor.predict(decoder.decode(image).toSample(shape)), classes);
    }
    return 0;
  }

  private void print(Path image, Prediction said, List<String> classes) {
    List<Integer> best = said.top(Math.min(top, classes.size()));
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "prediction");
      event.put("image", image.toString());
      Map<String, Object> probabilities = new LinkedHashMap<>();
      best.forEach(c -> probabilities.put(classes.get(c), said.probability(c)));
      event.put("probabilities", probabilities);
      common.out().println(Json.line(event));
      return;
    }
    List<String> words =
        best.stream()
            .map(c ->
                String.format(Locale.ROOT, "%s %.1f %%", classes.get(c), 100 * said.probability(c)))
            .toList();
    common.out().println(image + ": " + String.join(", ", words));
  }
}
