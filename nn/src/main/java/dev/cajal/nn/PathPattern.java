package dev.cajal.nn;

import java.util.Collection;
import java.util.List;

/**
 * A pattern of dotted paths: a star stands for any characters, also dots and none, a question mark
 * for one character.
 *
 * <pre>{@code
 * new PathPattern("features.*").matches("features.0.weight"); // true
 * new PathPattern("*.bias").matches("features.0.bias"); // true
 * }</pre>
 *
 * @param glob the pattern
 */
public record PathPattern(String glob) {

  /** Checks the pattern. */
  public PathPattern {
    if (glob.isEmpty()) {
      throw new IllegalArgumentException(
          "a path pattern must not be empty; * stands for all paths");
    }
  }

  /** Returns whether a path fits as a whole. */
  public boolean matches(String path) {
    int at = 0;
    int star = -1;
    int resume = 0;
    int i = 0;
    while (i < path.length()) {
      if (at < glob.length() && glob.charAt(at) == '*') {
        star = at++;
        resume = i;
      } else if (at < glob.length()
          && (glob.charAt(at) == '?' || glob.charAt(at) == path.charAt(i))) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (at < glob.length() && glob.charAt(at) == '*') {
      at++;
    }
    return at == glob.length();
  }

  /**
   * Returns the paths that fit, in their order.
   *
   * @throws IllegalArgumentException if none does, naming the nearest
   */
  public List<String> among(Collection<String> paths) {
    List<String> fitting = paths.stream().filter(this::matches).toList();
    if (fitting.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + glob + "' matches no parameter; the nearest are " + Nearest.to(glob, paths));
    }
    return fitting;
  }

  @Override
  public String toString() {
    return glob;
  }
}
