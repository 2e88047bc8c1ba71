package dev.cajal.grad;

import dev.cajal.backend.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a gradient check found.
 *
 * @param entries one for each variable of which elements were compared
 * @param directions one for each direction along which all variables moved together
 * @param limit the largest relative error that passes
 */
public record GradientReport(List<Entry> entries, List<Direction> directions, double limit) {

  /** Copies the lists. */
  public GradientReport {
    entries = List.copyOf(entries);
    directions = List.copyOf(directions);
  }

  /**
   * The finding for one variable.
   *
   * @param name the path of the variable
   * @param shape its shape
   * @param checked how many elements were compared
   * @param kinks how many were left out because the function has a kink there
   * @param error the largest relative error
   * @param element the row-major number of the element that has it, or -1 if none was compared
   * @param analytic its gradient by reverse mode
   * @param numeric its gradient by finite differences
   */
  public record Entry(
      String name,
      Shape shape,
      int checked,
      int kinks,
      double error,
      long element,
      double analytic,
      double numeric) {

    /** Returns the path and the index of the worst element: {@code conv1.weight[3, 1, 0, 2]}. */
    public String place() {
      if (element < 0) {
        return name;
      }
      long[] index = shape.strides();
      long rest = element;
      for (int a = 0; a < index.length; a++) {
        long stride = index[a];
        index[a] = rest / stride;
        rest %= stride;
      }
      return name + Shape.of(index);
    }
  }

  /**
   * The finding along one direction.
   *
   * @param number counted from 0
   * @param kink whether it was left out because the function has a kink there
   * @param error the relative error
   * @param analytic the derivative along it by reverse mode
   * @param numeric the same by finite differences
   */
  public record Direction(
      int number, boolean kink, double error, double analytic, double numeric) {}

  /** Returns the largest relative error of all. */
  public double worst() {
    double elements = entries.stream().mapToDouble(Entry::error).max().orElse(0);
    return directions.stream()
        .filter(d -> !d.kink())
        .mapToDouble(Direction::error)
        .reduce(elements, Math::max);
  }

  /**
   * Returns where the largest error is: the element of a variable, such as {@code
   * features.0.weight[3, 1, 0, 2]}, or a direction if elements agree.
   */
  public String place() {
    double worst = worst();
    return entries.stream()
        .filter(e -> e.element() >= 0 && !(e.error() < Math.min(worst, limit)))
        .max(Comparator.comparingDouble(Entry::error))
        .map(Entry::place)
        .or(() ->
            directions.stream()
                .filter(d -> !d.kink() && d.error() == worst)
                .findFirst()
                .map(d -> "direction " + d.number()))
        .orElse("nowhere");
  }

  /** Returns how many elements and directions were compared. */
  public int checked() {
    return entries.stream().mapToInt(Entry::checked).sum()
        + (int) directions.stream().filter(d -> !d.kink()).count();
  }

  /** Returns how many elements and directions were left out at kinks. */
  public int kinks() {
    return entries.stream().mapToInt(Entry::kinks).sum()
        + (int) directions.stream().filter(Direction::kink).count();
  }

  /** Returns whether something was compared, and every error is below the limit. */
  public boolean passed() {
    return checked() > 0 && worst() < limit;
  }

  /** Returns a line for each direction, and one for each variable, the largest error first. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Direction d : directions) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-36s %s%.2e (reverse %.9g, differences %.9g)%n",
              "all variables, direction " + d.number(),
              d.kink() ? "at a kink, left out: " : "relative error ",
              d.error(),
              d.analytic(),
              d.numeric()));
    }
    entries.stream()
        .sorted(Comparator.comparingDouble(Entry::error).reversed())
        .forEach(e -> text.append(line(e)));
    return text.toString();
  }

  private static String line(Entry e) {
    String counts =
        String.format(
            Locale.ROOT, "%-36s %4d checked, %d at kinks", e.name(), e.checked(), e.kinks());
    return e.element() < 0
        ? counts + System.lineSeparator()
        : String.format(
            Locale.ROOT,
            "%s, worst relative error %.2e at %s (reverse %.9g, differences %.9g)%n",
            counts,
            e.error(),
            e.place(),
            e.analytic(),
            e.numeric());
  }
}
