package dev.cajal.grad;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a gradient check found.
 *
 * @param entries one for each variable
 */
public record GradientReport(List<Entry> entries) {

  /** Copies the entries. */
  public GradientReport {
    entries = List.copyOf(entries);
  }

  /**
   * The finding for one variable.
   *
   * @param name the path of the variable
   * @param checked how many elements were compared
   * @param kinks how many were left out because the function has a kink there
   * @param error the largest relative error
   * @param element the row-major number of the element that has it, or -1 if none was compared
   * @param analytic its gradient by reverse mode
   * @param numeric its gradient by finite differences
   */
  public record Entry(
      String name,
      int checked,
      int kinks,
      double error,
      long element,
      double analytic,
      double numeric) {}

  /** Returns the largest relative error of all. */
  public double worst() {
    return entries.stream().mapToDouble(Entry::error).max().orElse(0);
  }

  /** Returns how many elements were compared. */
  public int checked() {
    return entries.stream().mapToInt(Entry::checked).sum();
  }

  /** Returns the finding with the largest error first, one line for each variable. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    entries.stream()
        .sorted(Comparator.comparingDouble(Entry::error).reversed())
        .forEach(e ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%-32s %4d checked, %d at kinks, worst relative error %.2e at element %d"
                        + " (reverse %.9g, differences %.9g)%n",
                    e.name(),
                    e.checked(),
                    e.kinks(),
                    e.error(),
                    e.element(),
                    e.analytic(),
                    e.numeric())));
    return text.toString();
  }
}
