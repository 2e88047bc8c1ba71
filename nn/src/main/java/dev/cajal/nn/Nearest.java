package dev.cajal.nn;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what a misspelt path or pattern was probably meant to be, for messages. */
public final class Nearest {
  private static final int SHOWN = 3;

  private Nearest() {}

  /**
   * Returns the paths nearest to a pattern, the nearest first, separated by commas.
   *
   * <pre>{@code
   * Nearest.to("featurs.*", model.state().keySet()); // features.0.weight, features.0.bias, …
   * }</pre>
   *
   * @param pattern a path, or a pattern of paths as in {@link PathPattern}
   * @param paths those there are
   */
  public static String to(String pattern, Collection<String> paths) {
    String literal = pattern.replace("*", "");
    List<String> found =
        paths.stream()
            .sorted(Comparator.comparingInt(path -> distance(pattern, literal, path)))
            .limit(SHOWN)
            .toList();
    return String.join(", ", found);
  }

  /** A pattern that ends in a star is compared with beginnings, one that begins with it, ends. */
  private static int distance(String pattern, String literal, String path) {
    int length = Math.min(literal.length(), path.length());
    int whole = distance(literal, path);
    int best = whole;
    if (pattern.endsWith("*")) {
      best = Math.min(best, distance(literal, path.substring(0, length)));
    }
    if (pattern.startsWith("*")) {
      best = Math.min(best, distance(literal, path.substring(path.length() - length)));
    }
    return best;
  }

  /** The edit distance of Levenshtein: insertions, deletions and replacements. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = corner + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
