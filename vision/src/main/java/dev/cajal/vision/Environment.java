package dev.cajal.vision;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where data may lie on this machine.
 *
 * @param data the folder named by the variable {@code CAJAL_DATA}, if it is set
 * @param cache the folder for data sets in the user's cache
 */
public record Environment(@Nullable Path data, Path cache) {
  /** Returns that of this process. */
  public static Environment system() {
    return of(
        System.getenv(), System.getProperty("user.home", "."), System.getProperty("os.name", ""));
  }

  static Environment of(Map<String, String> variables, String home, String system) {
    UnaryOperator<@Nullable String> set =
        name -> {
          String value = variables.get(name);
          return value == null || value.isBlank() ? null : value;
        };
    String data = set.apply("CAJAL_DATA");
    String lower = system.toLowerCase(Locale.ROOT);
    Path cache;
    String local = set.apply("LOCALAPPDATA");
    String xdg = set.apply("XDG_CACHE_HOME");
    if (lower.startsWith("windows") && local != null) {
      cache = Path.of(local);
    } else if (lower.startsWith("mac")) {
      cache = Path.of(home, "Library", "Caches");
    } else {
      cache = xdg == null ? Path.of(home, ".cache") : Path.of(xdg);
    }
    return new Environment(data == null ? null : Path.of(data), cache.resolve("cajal/data"));
  }
}
