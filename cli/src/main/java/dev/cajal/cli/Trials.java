package dev.cajal.cli;

import dev.cajal.nn.Module;
import dev.cajal.nn.Nearest;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.transform.Normalize;
import dev.cajal.nn.search.Choice;
import dev.cajal.nn.search.Dimension;
import dev.cajal.nn.search.Point;
import dev.cajal.nn.search.Range;
import dev.cajal.nn.train.DivergedException;
import dev.cajal.nn.train.EpochRow;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.train.TrainingResult;
import dev.cajal.nn.train.Validation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The training runs of a search. A setting is what {@code train} calls an option, so its values are
 * read by the parser of {@code train}, and the best trial is a command line.
 */
final class Trials {
  private static final String DASHES = "--";
  private static final String EPOCHS = "epochs";

  /** What says where and on what a run works, and what would make trials incomparable. */
  private static final Set<String> FIXED =
      Set.of(
          "data",
          "out",
          "resume",
          "folds",
          "seed",
          "validation",
          "patience",
          "device",
          "samples",
          "checkpoint-every");

  private final String model;
  private final Map<String, String> fixed;
  private final List<Dimension> space;
  private final Settings settings;
  private final DataSource source;

  private Trials(String model, Map<String, String> fixed, List<Dimension> space)
      throws IOException {
    this.model = model;
    this.fixed = fixed;
    this.space = space;
    settings = parse(Map.of());
    for (Dimension dimension : space) {
      for (String value : ends(dimension)) {
        parse(Map.of(dimension.name(), value));
      }
    }
    source = settings.resolve();
    Training.check(settings, source);
  }

  /**
   * Reads the data and checks everything that can be checked before the first trial.
   *
   * @param tries the dimensions as text
   * @param given what else stands on the command line
   */
  static Trials of(String model, List<String> tries, ParseResult given, TrainingOptions options)
      throws IOException {
    options.execution();
    Map<String, OptionSpec> searchable = searchable();
    List<Dimension> space = new ArrayList<>();
    for (String text : tries) {
      space.add(dimension(text, searchable));
    }
    Map<String, String> fixed = new LinkedHashMap<>();
    for (OptionSpec option : given.matchedOptions()) {
      String name = option.longestName().substring(DASHES.length());
      boolean ofTrain = searchable.containsKey(name) || FIXED.contains(name);
      if (ofTrain && !name.equals("out") && option.arity().max() > 0) {
        fixed.put(name, String.join(",", option.originalStringValues()));
      }
    }
    for (Dimension dimension : space) {
      if (fixed.containsKey(dimension.name())) {
        throw new UsageException(
            "%s is both fixed by --%s and searched by --try"
                .formatted(dimension.name(), dimension.name()));
      }
    }
    fixed.putIfAbsent("validation", "0.1");
    return new Trials(model, fixed, space);
  }

  private static Map<String, OptionSpec> searchable() {
    Map<String, OptionSpec> found = new LinkedHashMap<>();
    CommandSpec lessons = CommandSpec.forAnnotatedObject(new LessonOptions());
    for (OptionSpec option : new CommandLine(new TrainCommand()).getCommandSpec().options()) {
      String name = option.longestName().substring(DASHES.length());
      boolean lesson = lessons.findOption(option.longestName()) != null;
      if (option.arity().max() > 0 && !lesson && !FIXED.contains(name)) {
        found.put(name, option);
      }
    }
    return found;
  }

  private static Dimension dimension(String text, Map<String, OptionSpec> searchable) {
    Dimension dimension;
    try {
      dimension = Dimension.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
    OptionSpec option = searchable.get(dimension.name());
    if (option == null) {
      Set<String> names = new TreeSet<>(searchable.keySet());
      throw new UsageException(
          "'%s' is no setting that can be searched; the nearest are %s; all are %s"
              .formatted(
                  dimension.name(), Nearest.to(dimension.name(), names), String.join(" ", names)));
    }
    boolean whole = option.type() == Integer.class || option.type() == Long.class;
    return whole && dimension instanceof Range range ? range.inWholeNumbers() : dimension;
  }

  private static List<String> ends(Dimension dimension) {
    return switch (dimension) {
      case Choice choice -> choice.values();
      case Range range -> range.steps(2).grid();
    };
  }

  /** Returns what all trials have in common. */
  Settings settings() {
    return settings;
  }

  DataSource source() {
    return source;
  }

  List<Dimension> space() {
    return space;
  }

  /** Returns what tells this search from others, beside space, strategy and seed. */
  String subject() {
    return settings.command() + " on " + source.provenance();
  }

  /** Returns the settings of a trial. */
  Settings settings(Point point, int budget) {
    Map<String, String> values = new LinkedHashMap<>(point.values());
    values.putIfAbsent(EPOCHS, Integer.toString(budget));
    return parse(values);
  }

  /** Trains without test samples, and returns the best accuracy on the validation samples. */
  double score(Point point, int budget) throws IOException {
    Settings trial = settings(point, budget);
    Normalize normalize = Training.fit(trial, source.train(), remark -> {});
    Module net =
        trial
            .network()
            .create(source.classes().size())
            .build(trial.network().input(), trial.seed());
    Validation validation = Validation.of(trial.validation()).patience(trial.patience());
    try {
      TrainerOptions how = Training.options(trial, net, normalize).validation(validation);
      TrainingResult result =
          new Trainer(net, how, Training.objective(trial, how)).train(source.train());
      int best = result.bestEpoch().orElseThrow();
      EpochRow row = result.rows().get(best - 1);
      return row.validation().orElseThrow().accuracy();
    } catch (DivergedException e) {
      return Double.NaN;
    }
  }

  private Settings parse(Map<String, String> values) {
    Map<String, String> all = new LinkedHashMap<>(fixed);
    all.putAll(values);
    List<String> args = new ArrayList<>(List.of(model));
    all.forEach((name, value) -> {
      args.add(DASHES + name);
      args.add(value);
    });
    TrainCommand train = new TrainCommand();
    try {
      new CommandLine(train).parseArgs(args.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new UsageException(new IllegalArgumentException(e.getMessage(), e));
    }
    return train.settings();
  }
}
