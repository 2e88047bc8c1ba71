package dev.cajal.labs.notebook;

import dev.cajal.labs.notebook.Finding.Verdict;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.report.Article;
import dev.cajal.viz.report.Fact;
import java.util.ArrayList;
import java.util.List;

/**
 * How a lab ended.
 *
 * @param lab what was run
 * @param quick whether at the size of a test
 * @param seed of everything that was random
 * @param findings in the order in which they were made
 * @param blocks text and figures of the page
 * @param seconds that it took
 */
public record LabResult(
    Lab lab,
    boolean quick,
    long seed,
    List<Finding> findings,
    List<Article.Block> blocks,
    double seconds) {

  /** Copies the lists. */
  public LabResult {
    findings = List.copyOf(findings);
    blocks = List.copyOf(blocks);
  }

  /** Whether something was demanded, and everything that was holds. */
  public boolean passed() {
    return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.HOLDS)
        && findings.stream().noneMatch(finding -> finding.verdict() == Verdict.FAILS);
  }

  /** How many findings have a verdict. */
  public int count(Verdict verdict) {
    return (int) findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  /** The run in short, as the list of all labs shows it. */
  public Outcome outcome() {
    return new Outcome(
        lab.name(),
        quick,
        seed,
        passed(),
        count(Verdict.HOLDS),
        count(Verdict.HOLDS) + count(Verdict.FAILS),
        seconds,
        "");
  }

  /** The page: the table of claims first, then how it came about. */
  public Article article() {
    List<Article.Block> page = new ArrayList<>();
    page.add(new Article.Heading("Claimed and measured"));
    page.add(
        new Article.Grid(
            List.of("", "claimed", "measured", ""),
            findings.stream()
                .map(f -> List.of(f.what(), f.claimed(), f.measured(), word(f.verdict())))
                .toList()));
    if (blocks.isEmpty() || !(blocks.getFirst() instanceof Article.Heading)) {
      page.add(new Article.Heading("The experiment"));
    }
    page.addAll(blocks);
    page.add(new Article.Heading("How to reproduce"));
    page.add(new Article.Listing(command()));
    return new Article(
        lab.name(),
        "A lab of Cajal · Lecture "
            + lab.lecture().number()
            + ", "
            + lab.lecture().title()
            + " · "
            + String.join(", ", lab.rows()),
        lab.claim(),
        List.of(
            new Fact("Outcome", passed() ? "passed" : "failed"),
            new Fact("Claims that hold", outcome().tally()),
            new Fact("Size", quick ? "of a test" : "full"),
            new Fact("Time", Numbers.duration(seconds)),
            new Fact("Seed", Long.toString(seed))),
        page);
  }

  /** The command that repeats the run. */
  public String command() {
    return "./cajal lab " + lab.name() + (quick ? " --quick" : "") + " --seed " + seed;
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case HOLDS -> "✓\u00a0holds";
      case FAILS -> "✗\u00a0fails";
      case NOTED -> "·\u00a0noted";
    };
  }
}
