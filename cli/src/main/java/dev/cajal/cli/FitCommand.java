package dev.cajal.cli;

import dev.cajal.backend.Shape;
import dev.cajal.classic.Classifier;
import dev.cajal.classic.LinearMap;
import dev.cajal.classic.Samples;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Splits;
import dev.cajal.vision.DataSources;
import dev.cajal.vision.Environment;
import dev.cajal.vision.folder.ImageOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fits a learner that is no network. */
@Command(
    name = "fit",
    sortOptions = false,
    description = {
      "Fit a learner other than a network: neighbours, clusters, linear learners, forests.",
      "Settings with several values are chosen on validation samples; the test samples are used"
          + " once, at the end."
    })
final class FitCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "LEARNER", arity = "0..1", description = "See --list.")
  private @Nullable String name;

  @Option(names = "--list", description = "List the learners and their settings.")
  private boolean list;

  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description =
          "A folder, zip or archive, a name in $CAJAL_DATA, or digits or shapes, which are drawn.")
  private @Nullable String data;

  @Option(
      names = "--features",
      paramLabel = "RUN[:LAYER]",
      description =
          "Learn from what a layer of a trained model says (default: what enters the last one).")
  private @Nullable String features;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE,…",
      description = "A setting, or several values to choose from; scale=standard, pca=N fit all.")
  private Map<String, String> given = new LinkedHashMap<>();

  @Option(
      names = "--train",
      paramLabel = "N",
      description = "Learn from N training samples only, of every class as many.")
  private @Nullable Integer most;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Share of the training samples to choose by (default: ${DEFAULT-VALUE}).")
  private double share;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides everything that is random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder of a linear learner (default: runs/LEARNER, numbered).")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (list) {
      list();
      return 0;
    }
    if (name == null) {
      throw new UsageException("fit needs a LEARNER, such as knn; --list names them");
    }
    if (!(share > 0 && share < 1)) {
      throw new UsageException("--validation must be between 0 and 1, found " + share);
    }
    if (most != null && most < 1) {
      throw new UsageException("--train must be at least 1, found " + most);
    }
    List<LearnerSettings> candidates = LearnerSettings.grid(LearnerWords.find(name), given);
    for (LearnerSettings candidate : candidates) {
      candidate.learner(seed);
      candidate.scaled();
      candidate.components();
    }
    return fit(candidates);
  }

  private int fit(List<LearnerSettings> candidates) throws IOException {
    long began = System.nanoTime();
    DataSource source = source();
    say("data  " + source.provenance());
    Dataset train = source.train();
    Shape shape = train.shape();
    LearnerSettings chosen = candidates.getFirst();
    if (candidates.size() > 1) {
      List<Dataset> parts = Splits.stratified(train, seed, 1 - share, share);
      chosen =
          new LearnerChoice(
                  Samples.of(parts.get(0)),
                  Samples.of(parts.get(1)),
                  shape,
                  seed,
                  candidates,
                  this::candidate)
              .best();
    }
    Samples raw = Samples.of(train);
    LearnerInput input = new LearnerInput(raw, shape, chosen);
    Classifier fitted = chosen.learner(seed).fit(input.of(raw));
    double accuracy = fitted.accuracy(input.of(Samples.of(source.test())));
    Optional<Path> saved =
        features == null && fitted.linear().isPresent()
            ? Optional.of(save(chosen, input, fitted.linear().get(), source))
            : Optional.empty();
    done(chosen, accuracy, (System.nanoTime() - began) / 1e9, train.size(), source, saved);
    return 0;
  }

  private DataSource source() throws IOException {
    Environment environment = Environment.system();
    DataSource all =
        data == null
            ? DataSources.digits(environment, seed)
            : DataSources.resolve(data, environment, ImageOptions.AS_THEY_ARE, seed);
    DataSource source =
        most == null
            ? all
            : new DataSource(
                all.name(), Splits.few(all.train(), most, seed), all.test(), all.provenance());
    return features == null ? source : LayerCodes.parse(features).of(source);
  }

  private Path save(LearnerSettings chosen, LearnerInput input, LinearMap map, DataSource source)
      throws IOException {
    RunFolder folder = RunFolder.create(out, chosen.words().name());
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("model", chosen.words().name());
    settings.put("data", data == null ? source.name() : data);
    settings.put("learner", chosen.values());
    settings.put("validation", 0);
    settings.put("patience", 0);
    settings.put("seed", seed);
    folder.writeFitted(
        settings,
        command(chosen),
        input.whole(map).network(source.train().shape()),
        source,
        input.normalize());
    return folder.path();
  }

  private String command(LearnerSettings chosen) {
    StringBuilder text = new StringBuilder("./cajal fit " + chosen.words().name());
    if (data != null) {
      text.append(" --data ").append(data);
    }
    chosen.values().forEach((key, value) -> text.append(" --set " + key + "=" + value));
    if (most != null) {
      text.append(" --train ").append(most);
    }
    return text.append(" --seed ").append(seed).toString();
  }

  private void candidate(LearnerSettings settings, double accuracy) {
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "candidate");
      event.put("settings", settings.values());
      event.put("validation_accuracy", accuracy);
      common.out().println(Json.line(event));
      return;
    }
    say(String.format(Locale.ROOT, "%s  validation %.2f %%", settings, 100 * accuracy));
  }

  private void done(
      LearnerSettings chosen,
      double accuracy,
      double seconds,
      int trained,
      DataSource source,
      Optional<Path> saved) {
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "done");
      event.put("learner", chosen.words().name());
      event.put("settings", chosen.values());
      event.put("test_accuracy", accuracy);
      event.put("train_samples", trained);
      event.put("test_samples", source.test().size());
      event.put("seconds", seconds);
      saved.ifPresent(path -> event.put("run", path.toString()));
      common.out().println(Json.line(event));
      return;
    }
    say("fit   " + chosen.words().name() + " " + chosen);
    say(
        String.format(
            Locale.ROOT,
            "test accuracy %.2f %%, %,d samples, fitted on %,d, %.1f s",
            100 * accuracy,
            source.test().size(),
            trained,
            seconds));
    saved.ifPresent(path -> say("model " + path + ", a network of one layer"));
  }

  private void list() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("learner", "settings", "what it is"));
    for (LearnerWords words : LearnerWords.ALL) {
      if (common.json) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", "learner");
        event.put("name", words.name());
        event.put("about", words.about());
        event.put("settings", words.usual());
        common.out().println(Json.line(event));
      }
      List<String> settings = new ArrayList<>();
      words.usual().forEach((key, value) -> settings.add(key + "=" + value));
      rows.add(List.of(words.name(), String.join(" ", settings), words.about()));
    }
    if (!common.json) {
      Table.print(common.out(), rows, 3);
    }
  }

  private void say(String line) {
    if (!common.json) {
      common.out().println(line);
    }
  }
}
