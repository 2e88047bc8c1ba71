package dev.cajal.cli;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.nn.GlobalAvgPool;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.transfer.Heads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a trained model further, on other data. */
@Command(
    name = "finetune",
    sortOptions = false,
    description = {
      "Train a trained model further, on other data, and write a run folder as train does.",
      "Its head stays if the data has the same classes, else it gets a new one. A killed run goes"
          + " on with cajal train --resume."
    })
final class FinetuneCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "RUN", description = "The run folder of the trained model.")
  private Path run = Path.of("");

  @Option(
      names = "--freeze",
      paramLabel = "PATTERN",
      description = "Parameters that stay as they are, such as 'conv*'; may be given again.")
  private List<String> freeze = new ArrayList<>();

  @Option(
      names = "--lr-factor",
      paramLabel = "PATTERN=F",
      description =
          "Factor of the learning rate of some parameters, such as 'conv*=0.1'; may be given again,"
              + " the first that matches counts.")
  private Map<String, Double> factors = new LinkedHashMap<>();

  @Option(
      names = "--head",
      paramLabel = "keep|new|LAYER",
      description =
          "keep the scores as they are, or replace the last layer with parameters (new), or LAYER"
              + " and all after it; default: keep if the classes are the same.")
  private @Nullable String head;

  @Option(
      names = "--adapt",
      paramLabel = "WIDTH",
      split = ",",
      description = "Hidden layers of these widths in a new head.")
  private List<Long> adapt = new ArrayList<>();

  @Mixin private TrainingOptions options = new TrainingOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder (default: runs/MODEL-tuned, numbered if it exists).")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Execution execution = options.execution();
    Tuning tuning = new Tuning(run.toString(), freeze, factors, head, adapt);
    tuning.check();
    RunFolder trained = RunFolder.open(run);
    Settings given = options.settings(trained.settings().network()).tuning(tuning);
    given.check();
    if (given.data() == null) {
      throw new UsageException("finetune needs --data, such as mnist or a folder of images");
    }
    DataSource source = given.resolve();
    Module model = model(trained, source, given.seed());
    tuning.freeze(model);
    given.groups(model);
    RunFolder folder = RunFolder.create(out, given.model() + "-tuned");
    Training.tune(given, source, folder, trained.normalize(), model, execution).run(common);
    return 0;
  }

  /** Returns the trained model with the head that the data needs. */
  private Module model(RunFolder trained, DataSource source, long seed) throws IOException {
    Module model = trained.model();
    Shape sample = trained.sample();
    if (!source.train().shape().equals(sample)) {
      throw new ShapeException(
          "%s takes images of %s, %s has %s; choose other --data"
              .formatted(
                  run, Models.sizes(sample), source.name(), Models.sizes(source.train().shape())));
    }
    int classes = source.classes().size();
    int known = trained.classes().size();
    boolean same = source.classes().equals(trained.classes());
    if (head == null ? same && adapt.isEmpty() : head.equals("keep")) {
      if (classes != known) {
        throw new UsageException(
            "the head %s gives %d scores, %s has %d classes; use --head new"
                .formatted(Heads.path(model), known, source.name(), classes));
      }
      return model;
    }
    String layer = head == null || head.equals("new") ? Heads.path(model) : head;
    Shape code = input(model, sample, layer);
    if (code.rank() == 1 && adapt.isEmpty()) {
      return Heads.replace(model, sample, layer, new Linear(classes), seed);
    }
    Sequential next = Heads.adaptation(classes, adapt);
    Module all =
        code.rank() == 1
            ? next
            : new Sequential().then("pool", new GlobalAvgPool()).then("layers", next);
    return Heads.replace(model, sample, layer, "head", all, seed);
  }

  private static Shape input(Module model, Shape sample, String layer) {
    try {
      return Heads.input(model, sample, layer);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--head " + layer + ": " + e.getMessage());
    }
  }
}
