package dev.cajal.cli;

import dev.cajal.nn.search.Dimension;
import dev.cajal.nn.search.Search;
import dev.cajal.nn.search.SearchResult;
import dev.cajal.nn.search.Strategy;
import dev.cajal.nn.search.Trial;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches for settings of a training run that do well on validation samples. */
@Command(
    name = "search",
    sortOptions = false,
    description = {
      "Try settings of training and rank them by the accuracy on validation samples, which are",
      "taken from the training samples. The test samples are never used. All options of train",
      "can be searched with --try, or fixed as in train. A killed search goes on with the same",
      "command."
    })
final class SearchCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "MODEL", description = "A network of the zoo.")
  private String model = "";

  @Option(
      names = "--try",
      paramLabel = "SETTING=VALUES",
      required = true,
      description = {
        "What to try: batch=32,64,128 or lr=1e-4..1e-1:log. Behind a range :log makes factors",
        "equally likely, and a number such as :4 says how many values a grid takes."
      })
  private List<String> tries = new ArrayList<>();

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      defaultValue = "random",
      description = "random (default), grid, or halving: many short trials, the best go on.")
  private String strategy = "random";

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Points to try at random, or in the first round of halving (default: 20).")
  private @Nullable Integer trials;

  @Option(
      names = "--eta",
      paramLabel = "N",
      defaultValue = "3",
      description = "One in N goes on to the next round of halving (default: ${DEFAULT-VALUE}).")
  private int eta;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where search.jsonl is kept (default: runs/MODEL-search).")
  private @Nullable Path out;

  @Mixin private TrainingOptions options = new TrainingOptions();

  @Override
  public Integer call() throws IOException {
    Trials runs =
        Trials.of(Models.find(model).name(), tries, spec.commandLine().getParseResult(), options);
    Path folder = out == null ? Path.of("runs", runs.settings().model() + "-search") : out;
    Search search = search(runs).log(folder.resolve("search.jsonl"), runs.subject());
    try {
      int count = search.trials();
      announce(runs, folder, count);
      SearchResult result = search.listener(trial -> tell(trial, count)).run(runs::score);
      finish(runs, result);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
    return 0;
  }

  private Search search(Trials runs) {
    List<Dimension> space = runs.space();
    try {
      return new Search(space, chosen(), runs.settings().chosenEpochs())
          .seed(runs.settings().seed());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }

  private Strategy chosen() {
    int count = trials == null ? 20 : trials;
    return switch (strategy.toLowerCase(Locale.ROOT)) {
      case "random" -> new Strategy.Random(count);
      case "grid" -> {
        if (trials != null) {
          throw new UsageException("a grid has as many trials as it has points; give no --trials");
        }
        yield new Strategy.Grid();
      }
      case "halving" -> new Strategy.SuccessiveHalving(count, eta);
      default ->
          throw new UsageException(
              "no strategy is called '" + strategy + "'; there are random, grid, halving");
    };
  }

  private void announce(Trials runs, Path folder, int count) {
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "start");
      event.putAll(runs.settings().json());
      event.put("data", runs.source().provenance());
      event.put("trials", count);
      event.put("log", folder.resolve("search.jsonl").toString());
      common.out().println(Json.line(event));
    } else {
      common.out().println("data  " + runs.source().provenance());
      common
          .out()
          .printf(
              "log   %s, %d trials in all; the same command goes on%n",
              folder.resolve("search.jsonl"), count);
    }
  }

  private void tell(Trial trial, int count) {
    if (common.json) {
      common.out().println(Json.line(event("trial", trial)));
      return;
    }
    common
        .out()
        .printf(
            Locale.ROOT,
            "trial %d of %d%s  %s  validation %s  %.1f s%n",
            trial.number(),
            count,
            trial.rung() > 0 ? " (round " + (trial.rung() + 1) + ")" : "",
            trial.point(),
            percent(trial),
            trial.seconds());
  }

  private void finish(Trials runs, SearchResult result) throws IOException {
    Trial best = result.best();
    if (Double.isNaN(best.score())) {
      throw new IOException(
          "every trial diverged; try smaller learning rates, as in --try lr=1e-6..1e-3:log");
    }
    String command = runs.settings(best.point(), best.budget()).command();
    if (common.json) {
      Map<String, Object> event = event("done", best);
      event.put("command", command);
      common.out().println(Json.line(event));
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("trial", "epochs"));
    head.addAll(best.point().values().keySet());
    head.addAll(List.of("validation", "seconds"));
    rows.add(head);
    for (Trial trial : result.ranked()) {
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(trial.number()));
      row.add(Integer.toString(runs.settings(trial.point(), trial.budget()).chosenEpochs()));
      row.addAll(trial.point().values().values());
      row.add(percent(trial));
      row.add(String.format(Locale.ROOT, "%.1f", trial.seconds()));
      rows.add(row);
    }
    Table.print(common.out(), rows, 0);
    common.out().println("best  " + best.point() + ", validation " + percent(best));
    common.out().println("train it: " + command);
    common.out().println("the test samples were not used");
  }

  private static Map<String, Object> event(String kind, Trial trial) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", kind);
    event.put("trial", trial.number());
    event.put("round", trial.rung() + 1);
    event.put("budget", trial.budget());
    event.put("values", trial.point().values());
    if (!Double.isNaN(trial.score())) {
      event.put("validation_accuracy", trial.score());
    }
    event.put("seconds", trial.seconds());
    return event;
  }

  private static String percent(Trial trial) {
    return Double.isNaN(trial.score())
        ? "diverged"
        : String.format(Locale.ROOT, "%.2f %%", 100 * trial.score());
  }
}
