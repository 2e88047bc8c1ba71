package dev.cajal.cli;

import dev.cajal.cli.inspect.InspectOptions;
import dev.cajal.cli.inspect.InspectedData;
import dev.cajal.cli.inspect.Inspection;
import dev.cajal.cli.inspect.Subject;
import dev.cajal.nn.PathPattern;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Splits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a trained network looks like inside. */
@Command(
    name = "inspect",
    sortOptions = false,
    description = {
      "Look inside a trained network: one page with what its layers, filters and units do.",
      "The figures are also written as SVG and PNG files."
    })
final class InspectCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private RunSamples samples = new RunSamples();

  @Parameters(paramLabel = "RUN", description = "A run folder.")
  private Path run = Path.of("");

  @Option(
      names = "--what",
      paramLabel = "PART",
      split = ",",
      defaultValue = "activations",
      completionCandidates = PartNames.class,
      description = "What to show: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<String> what = List.of();

  @Option(
      names = "--layer",
      paramLabel = "PATTERN",
      description = "Which layers, by their paths; * stands for any letters.")
  private @Nullable String layer;

  @Option(
      names = "--image",
      paramLabel = "N|FILE",
      defaultValue = "0",
      description = "An image of the data, counted from 0, or a file (default: 0).")
  private String image = "0";

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "9",
      description = "How many of the best to show (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Go through N samples only, of every class as many.")
  private @Nullable Integer count;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the page goes (default: inspect in the run folder).")
  private @Nullable Path out;

  /** What {@code --what} can name. */
  static final class PartNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Inspection.names().iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    if (count != null && count < 1) {
      throw new UsageException("--samples must be at least 1, found " + count);
    }
    try {
      Inspection inspection = Inspection.of(what);
      RunFolder folder = RunFolder.open(run);
      if (folder.sample().rank() != 3) {
        throw new UsageException(run + " is no model of images; inspect looks at images");
      }
      Path target = out == null ? run.resolve("inspect") : out;
      Inspection.Outcome outcome = inspection.write(subject(folder), target, common.command());
      print(outcome);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
    return 0;
  }

  private Subject subject(RunFolder folder) throws IOException {
    Optional<PathPattern> pattern = Optional.ofNullable(layer).map(PathPattern::new);
    return new Subject(
        folder.settings().model(),
        folder.model(),
        folder.sample(),
        folder.prepare(),
        folder.classes(),
        () -> data(folder),
        new InspectOptions(pattern, image, top, folder.settings().seed()));
  }

  private InspectedData data(RunFolder folder) throws IOException {
    DataSource source = samples.source(folder);
    Dataset all = samples.of(source);
    Dataset some = count == null ? all : Splits.few(all, count, folder.settings().seed());
    String name = source.name() + " (" + samples.part() + ")";
    return new InspectedData(some, name, source.provenance());
  }

  private void print(Inspection.Outcome outcome) {
    if (common.json) {
      outcome
          .numbers()
          .forEach((name, numbers) -> {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("event", "part");
            event.put("name", name);
            event.putAll(numbers);
            common.out().println(Json.line(event));
          });
      common
          .out()
          .println(Json.line(Json.object("event", "done", "page", outcome.page().toString())));
      return;
    }
    outcome.provenance().ifPresent(line -> common.out().println("data  " + line));
    outcome.lines().forEach(common.out()::println);
    common.out().println("see " + outcome.page());
  }
}
