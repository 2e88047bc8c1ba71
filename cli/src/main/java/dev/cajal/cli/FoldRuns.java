package dev.cajal.cli;

import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Splits;
import dev.cajal.nn.io.AtomicFile;
import dev.cajal.nn.train.CrossValidation;
import dev.cajal.nn.train.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run for each fold, and what they reach together. A fold that is done is not run again. */
final class FoldRuns {
  private static final String HEADER = "fold,held_out_accuracy,held_out_loss";

  private final Settings settings;
  private final DataSource source;
  private final int count;
  private final Execution execution;
  private final Common common;

  FoldRuns(Settings settings, DataSource source, int count, Execution execution, Common common) {
    if (count < 2) {
      throw new UsageException("--folds must be at least 2, found " + count);
    }
    this.settings = settings;
    this.source = source;
    this.count = count;
    this.execution = execution;
    this.common = common;
  }

  void run(@Nullable Path asked) throws IOException {
    // What is wrong with the classes is said before a folder is made.
    Splits.folds(source.train(), count, settings.seed());
    Path out = asked == null ? free() : asked;
    Path results = out.resolve("folds.csv");
    List<Metrics> done = done(results);
    while (done.size() < count) {
      int number = done.size() + 1;
      done.add(training(out.resolve("fold-" + number), number).run(common));
      write(results, done);
    }
    print(new CrossValidation(done), out);
  }

  private Path free() {
    Path runs = Path.of("runs");
    Path folder = runs.resolve(settings.model() + "-folds");
    for (int n = 2; Files.exists(folder); n++) {
      folder = runs.resolve(settings.model() + "-folds-" + n);
    }
    return folder;
  }

  private Training training(Path run, int number) throws IOException {
    Settings fold = settings.fold(number, count);
    if (!Files.exists(run.resolve("model.json"))) {
      return Training.start(
          fold, source, RunFolder.create(run, settings.model()), execution, common);
    }
    RunFolder begun = RunFolder.open(run);
    check(fold, begun);
    return Training.resume(fold, source, begun, execution);
  }

  private static void check(Settings fold, RunFolder begun) throws IOException {
    if (!begun.settings().equals(fold)) {
      throw new UsageException(
          begun.path()
              + " holds a run of other settings; repeat the command that began it or give another"
              + " --out");
    }
  }

  private List<Metrics> done(Path results) throws IOException {
    List<Metrics> done = new ArrayList<>();
    if (Files.exists(results)) {
      for (String line : Files.readAllLines(results)) {
        String[] cells = line.split(",", -1);
        if (!line.equals(HEADER) && cells.length == 3 && done.size() < count) {
          int number = done.size() + 1;
          check(
              settings.fold(number, count),
              RunFolder.open(results.resolveSibling("fold-" + number)));
          done.add(
              new Metrics(Double.parseDouble(cells[2]), Double.parseDouble(cells[1]), Double.NaN));
        }
      }
    }
    return done;
  }

  private static void write(Path results, List<Metrics> done) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (int i = 0; i < done.size(); i++) {
      Metrics fold = done.get(i);
      text.append(i + 1).append(',').append(fold.accuracy()).append(',').append(fold.loss());
      text.append('\n');
    }
    AtomicFile.write(results, text.toString());
  }

  private void print(CrossValidation result, Path out) {
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "folds");
      event.put("folds", count);
      event.put("accuracies", result.folds().stream().map(Metrics::accuracy).toList());
      event.put("accuracy_mean", result.accuracy());
      event.put("accuracy_deviation", result.accuracyDeviation());
      event.put("loss_mean", result.loss());
      event.put("loss_deviation", result.lossDeviation());
      event.put("out", out.toString());
      common.out().println(Json.line(event));
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("fold", "held-out accuracy", "held-out loss"));
    for (int i = 0; i < count; i++) {
      Metrics fold = result.folds().get(i);
      rows.add(row(Integer.toString(i + 1), fold.accuracy(), fold.loss()));
    }
    rows.add(row("mean", result.accuracy(), result.loss()));
    rows.add(row("deviation", result.accuracyDeviation(), result.lossDeviation()));
    Table.print(common.out(), rows, 1);
    common.out().println("runs in " + out + "; the test samples were not used");
  }

  private static List<String> row(String name, double accuracy, double loss) {
    return List.of(
        name,
        String.format(Locale.ROOT, "%.2f %%", 100 * accuracy),
        String.format(Locale.ROOT, "%.4f", loss));
  }
}
