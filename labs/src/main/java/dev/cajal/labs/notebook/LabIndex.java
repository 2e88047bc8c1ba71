package dev.cajal.labs.notebook;

import dev.cajal.viz.Numbers;
import dev.cajal.viz.report.Article;
import dev.cajal.viz.report.Article.Contents;
import dev.cajal.viz.report.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The page that leads to the pages of all labs. */
public final class LabIndex {
  private LabIndex() {}

  /**
   * Writes the page.
   *
   * @param labs all that there are, whether they ran or not
   * @param outcomes of those that ran, by name; their pages lie in folders of these names
   */
  public static Article article(List<Lab> labs, Map<String, Outcome> outcomes) {
    List<Article.Block> blocks = new ArrayList<>();
    for (Lecture lecture : Lecture.values()) {
      List<Lab> here =
          labs.stream().filter(lab -> lab.lecture() == lecture).sorted(Lab.BY_ROW).toList();
      if (!here.isEmpty()) {
        blocks.add(new Article.Heading(lecture.number() + ". " + lecture.title()));
        blocks.add(new Article.Text(sum(here, outcomes)));
        blocks.add(
            new Contents(
                List.of("lab", "rows", "claim", "#claims hold", "#time", "outcome"),
                here.stream().map(lab -> row(lab, outcomes)).toList()));
      }
    }
    List<Outcome> ran = of(labs, outcomes);
    return new Article(
        "Labs",
        "Labs of Cajal",
        "What four sets of lecture notes claim, beside what was measured here.",
        List.of(
            new Fact("Labs run", ran.size() + " of " + labs.size()),
            new Fact("Passed", Long.toString(ran.stream().filter(Outcome::passed).count())),
            new Fact(
                "Claims that hold",
                Numbers.count(ran.stream().mapToLong(Outcome::held).sum())
                    + " of "
                    + Numbers.count(ran.stream().mapToLong(Outcome::demanded).sum())),
            new Fact("Time", Numbers.duration(ran.stream().mapToDouble(Outcome::seconds).sum()))),
        blocks);
  }

  private static List<Outcome> of(List<Lab> labs, Map<String, Outcome> outcomes) {
    return labs.stream().map(lab -> outcomes.get(lab.name())).filter(Objects::nonNull).toList();
  }

  private static String sum(List<Lab> labs, Map<String, Outcome> outcomes) {
    List<Outcome> ran = of(labs, outcomes);
    return "%d of %d labs passed; %d of %d claims hold."
        .formatted(
            ran.stream().filter(Outcome::passed).count(),
            labs.size(),
            ran.stream().mapToInt(Outcome::held).sum(),
            ran.stream().mapToInt(Outcome::demanded).sum());
  }

  private static Contents.Entry row(Lab lab, Map<String, Outcome> outcomes) {
    Outcome outcome = outcomes.get(lab.name());
    String tally = outcome == null ? "–" : outcome.tally();
    String time = outcome == null ? "–" : Numbers.duration(outcome.seconds());
    return new Contents.Entry(
        lab.name() + "/index.html",
        List.of(
            lab.name(),
            String.join("\u00a0", lab.rows()),
            lab.claim(),
            tally,
            time,
            said(outcome)));
  }

  private static String said(@Nullable Outcome outcome) {
    if (outcome == null) {
      return "not run";
    }
    if (!outcome.problem().isEmpty()) {
      return "✗\u00a0" + outcome.problem();
    }
    return (outcome.passed() ? "✓\u00a0passed" : "✗\u00a0failed")
        + (outcome.quick() ? ",\u00a0quick" : "");
  }
}
