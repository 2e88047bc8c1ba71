package dev.cajal.cli;

import dev.cajal.backend.Shape;
import dev.cajal.nn.train.McDropout;
import dev.cajal.nn.train.Prediction;
import dev.cajal.nn.train.Predictor;
import dev.cajal.nn.train.Uncertainty;
import dev.cajal.vision.image.PictureDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--mc-dropout",
      paramLabel = "N",
      description = "Average N passes with dropout active, and say how much they disagree.")
  private @Nullable Integer passes;

  @Override
  public Integer call() throws IOException {
    if (top < 1) {
      throw new UsageException("--top must be at least 1, found " + top);
    }
    if (passes != null && passes < 2) {
      throw new UsageException("--mc-dropout must be at least 2, found " + passes);
    }
    RunFolder folder = RunFolder.open(run);
    Shape shape = folder.sample();
    if (shape.rank() == 1) {
      throw new UsageException(run + " is a model of text; cajal sample lets it write");
    }
    List<String> classes = folder.classes();
    PictureDecoder decoder = new PictureDecoder();
    if (passes != null) {
      McDropout model =
          new McDropout(
              folder.network(), shape, folder.normalize(), passes, folder.settings().seed());
      for (Path image : images) {
        Uncertainty said = model.predict(decoder.decode(image).toSample(shape));
        print(image, said.mean(), said, classes);
      }
      return 0;
    }
    Predictor predictor = new Predictor(folder.model(), shape, folder.normalize());
    for (Path image : images) {
      print(image, predictor.predict(decoder.decode(image).toSample(shape)), null, classes);
    }
    return 0;
  }

  private void print(
      Path image, Prediction said, @Nullable Uncertainty passes, List<String> classes) {
    List<Integer> best = said.top(Math.min(top, classes.size()));
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "prediction");
      event.put("image", image.toString());
      Map<String, Object> probabilities = new LinkedHashMap<>();
      best.forEach(c -> probabilities.put(classes.get(c), said.probability(c)));
      event.put("probabilities", probabilities);
      if (passes != null) {
        Map<String, Object> deviations = new LinkedHashMap<>();
        best.forEach(c -> deviations.put(classes.get(c), Math.sqrt(passes.variance(c))));
        event.put("deviations", deviations);
        event.put("entropy", passes.entropy());
        event.put("mutual_information", passes.mutualInformation());
      }
      common.out().println(Json.line(event));
      return;
    }
    List<String> words =
        best.stream()
            .map(c ->
                String.format(Locale.ROOT, "%s %.1f", classes.get(c), 100 * said.probability(c))
                    + (passes == null
                        ? " %"
                        : String.format(
                            Locale.ROOT, " ± %.1f %%", 100 * Math.sqrt(passes.variance(c)))))
            .toList();
    String doubt =
        passes == null
            ? ""
            : String.format(
                Locale.ROOT,
                "; entropy %.3f, mutual information %.3f",
                passes.entropy(),
                passes.mutualInformation());
    common.out().println(image + ": " + String.join(", ", words) + doubt);
  }
}
