package dev.cajal.labs.notebook;

import dev.cajal.labs.notebook.Finding.Verdict;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.report.Article;
import java.util.ArrayList;
import java.util.List;

/**
 * What a lab writes while it runs: findings, and the text and figures around them.
 *
 * <pre>{@code
 * notebook.text("Each window of 2×2 numbers is replaced by its largest.");
 * notebook.equal("the maxima", "[[6, 8], [3, 4]]", pooled.toString());
 * notebook.near("questions on average", 1.75, questions, 1e-12);
 * }</pre>
 */
public final class Notebook {
  private final boolean quick;
  private final long seed;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Article.Block> blocks = new ArrayList<>();

  Notebook(boolean quick, long seed) {
    this.quick = quick;
    this.seed = seed;
  }

  /** Returns one of two sizes: that of a test, or that of the notes. */
  public int size(int whenQuick, int otherwise) {
    return quick ? whenQuick : otherwise;
  }

  /** Whether the lab runs at the size of a test. */
  public boolean quick() {
    return quick;
  }

  /** The seed of everything that is random. */
  public long seed() {
    return seed;
  }

  // Findings.

  /** Demands that what was measured reads exactly as claimed. */
  public void equal(String what, Object claimed, Object measured) {
    String left = String.valueOf(claimed);
    String right = String.valueOf(measured);
    holds(what, left, right, left.equals(right));
  }

  /** Demands a number within a distance of the claimed one. */
  public void near(String what, double claimed, double measured, double distance) {
    holds(what, number(claimed), number(measured), Math.abs(measured - claimed) <= distance);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Numbers.count(Math.round(value))
        : Numbers.significant(value);
  }

  /** Demands that something is true. */
  public void holds(String what, String claimed, String measured, boolean holds) {
    findings.add(new Finding(what, claimed, measured, holds ? Verdict.HOLDS : Verdict.FAILS));
  }

  /** Puts a measurement beside a claim without demanding anything. */
  public void note(String what, String claimed, String measured) {
    findings.add(new Finding(what, claimed, measured, Verdict.NOTED));
  }

  // The page.

  /** Begins a part of the page. */
  public void heading(String text) {
    blocks.add(new Article.Heading(text));
  }

  /** Writes a paragraph. */
  public void text(String text) {
    blocks.add(new Article.Text(text));
  }

  /** Writes lines that stay as they are, such as formulas. */
  public void listing(String text) {
    blocks.add(new Article.Listing(text));
  }

  /** Shows a figure, or several beside each other. */
  public void figure(Figure... figures) {
    blocks.add(
        figures.length == 1 ? new Article.Drawing(figures[0]) : new Article.Row(List.of(figures)));
  }

  /** Shows a picture. */
  public void picture(Picture picture, String caption) {
    blocks.add(new Article.Photo(picture, caption));
  }

  /**
   * Shows a table.
   *
   * @param head the names of the columns; a leading {@code #} marks a column of numbers
   */
  public void table(List<String> head, List<List<String>> rows) {
    blocks.add(new Article.Grid(head, rows));
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  List<Article.Block> blocks() {
    return List.copyOf(blocks);
  }
}
