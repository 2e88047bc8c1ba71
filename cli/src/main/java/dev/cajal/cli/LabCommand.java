package dev.cajal.cli;

import dev.cajal.labs.Labs;
import dev.cajal.labs.notebook.Finding;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.LabResult;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Outcome;
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

/** Runs claims of the lecture notes. */
@Command(
    name = "lab",
    sortOptions = false,
    description = {
      "Run a claim of the lecture notes: what is claimed beside what is measured, and a page with"
          + " the figures.",
      "Without NAME, or with list, list the labs by lecture; with all, run every one and write an"
          + " index of the pages."
    })
final class LabCommand implements Callable<Integer> {
  private static final int LIST_WIDTH = 120;

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "A lab, list or all.")
  private String name = "list";

  @Option(names = "--quick", description = "The size of a test instead of that of the notes.")
  private boolean quick;

  @Option(names = "--seed", paramLabel = "N", description = "Decides everything that is random.")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the pages go (default: labs/NAME, of all: labs).")
  private @Nullable Path out;

  @Option(
      names = "--resume",
      description = "With all: keep the labs that passed before at this size and seed.")
  private boolean resume;

  @Override
  public Integer call() throws IOException {
    if (name.equals("list")) {
      list();
      return 0;
    }
    if (!name.equals("all")) {
      return run(find(), out == null ? Path.of("labs", name) : out).passed() ? 0 : 1;
    }
    return all() ? 0 : 1;
  }

  /** Runs every lab, also after one that failed, and writes the index after each. */
  private boolean all() throws IOException {
    LabPages pages = new LabPages(out == null ? Path.of("labs") : out, Labs.all());
    boolean passed = true;
    for (Lab lab : Labs.all()) {
      Optional<Outcome> last = resume ? pages.last(lab) : Optional.empty();
      if (last.isPresent()
          && last.get().passed()
          && last.get().quick() == quick
          && last.get().seed() == seed) {
        continue;
      }
      Outcome outcome;
      try {
        outcome = run(lab, pages.folder(lab)).outcome();
      } catch (IOException | RuntimeException e) {
        String problem = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        common.err().println("lab " + lab.name() + ": " + problem);
        outcome = Outcome.ofProblem(lab, quick, seed, problem);
      }
      pages.keep(lab, outcome);
      pages.writeIndex();
      passed &= outcome.passed();
    }
    pages.writeIndex();
    if (!common.json) {
      common.out().println("all pages: " + pages.index());
    }
    return passed;
  }

  private Lab find() {
    try {
      return Labs.find(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private void list() {
    if (common.json) {
      for (Lab lab : Labs.all()) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("name", lab.name());
        event.put("lecture", lab.lecture().title());
        event.put("rows", lab.rows());
        event.put("claim", lab.claim());
        common.out().println(Json.line(event));
      }
      return;
    }
    for (Lecture lecture : Lecture.values()) {
      List<Lab> labs =
          Labs.all().stream().filter(lab -> lab.lecture() == lecture).sorted(Lab.BY_ROW).toList();
      if (!labs.isEmpty()) {
        common.out().println(lecture.number() + ". " + lecture.title());
        labs.forEach(this::list);
        common.out().println();
      }
    }
  }

  private void list(Lab lab) {
    String rows = String.join(" ", lab.rows());
    String head = String.format(Locale.ROOT, "  %-9s %-24s ", rows, lab.name());
    for (String line : Table.wrapped(lab.claim(), LIST_WIDTH - head.length())) {
      common.out().println((head + line).stripTrailing());
      head = " ".repeat(head.length());
    }
  }

  private LabResult run(Lab lab, Path folder) throws IOException {
    LabResult result = lab.run(quick, seed);
    Path page = result.article().writeFolder(folder);
    if (common.json) {
      common.out().println(Json.line(json(result, page)));
    } else {
      print(result, page);
    }
    return result;
  }

  private void print(LabResult result, Path page) {
    common.out().println(result.lab().name() + ": " + result.lab().claim());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "", "claimed", "measured"));
    for (Finding finding : result.findings()) {
      String mark =
          switch (finding.verdict()) {
            case HOLDS -> "ok";
            case FAILS -> "NO";
            case NOTED -> "";
          };
      rows.add(List.of(mark, finding.what(), finding.claimed(), finding.measured()));
    }
    Table.print(common.out(), rows, 4);
    common
        .out()
        .printf(
            Locale.ROOT,
            "%s in %.1f s; see %s%n",
            result.passed() ? "passed" : "FAILED",
            result.seconds(),
            page);
  }

  private static Map<String, Object> json(LabResult result, Path page) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "done");
    event.put("name", result.lab().name());
    event.put("passed", result.passed());
    event.put("seconds", result.seconds());
    event.put(
        "findings",
        result.findings().stream()
            .map(f ->
                Map.of(
                    "what", f.what(),
                    "claimed", f.claimed(),
                    "measured", f.measured(),
                    "verdict", f.verdict().toString().toLowerCase(Locale.ROOT)))
            .toList());
    event.put("page", page.toString());
    return event;
  }
}
