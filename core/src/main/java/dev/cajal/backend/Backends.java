package dev.cajal.backend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The backends of this process. The system property {@code cajal.backend=reference} leaves only the
 * reference kernels.
 */
public final class Backends {
  private static final System.Logger LOG = System.getLogger(Backends.class.getName());

  private Backends() {}

  /** Returns the backends, the first to ask first; the reference is the last. */
  public static List<Backend> all() {
    return Loaded.BACKENDS;
  }

  /** Returns the kernel of the first backend that has one; the reference has one for everything. */
  public static Choice choose(Request request) {
    return choose(all(), request);
  }

  /** Returns the kernel of the first of the given backends that has one, else the reference. */
  public static Choice choose(List<Backend> backends, Request request) {
    for (Backend backend : backends) {
      Optional<Choice> choice = backend.choose(request);
      if (choice.isPresent()) {
        return choice.get();
      }
    }
    return Reference.INSTANCE.choose(request).orElseThrow();
  }

  /** Returns the backend that computes everything by the reference forward. */
  public static Backend reference() {
    return Reference.INSTANCE;
  }

  private static final class Loaded {
    static final List<Backend> BACKENDS = load();

    private static List<Backend> load() {
      List<Backend> found = new ArrayList<>();
      if (!System.getProperty("cajal.backend", "").equals("reference")) {
        Iterator<Backend> providers =
            ServiceLoader.load(Backend.class, Backends.class.getClassLoader()).iterator();
        while (true) {
          try {
            if (!providers.hasNext()) {
              break;
            }
            found.add(providers.next());
          } catch (ServiceConfigurationError | LinkageError e) {
            LOG.log(
                System.Logger.Level.WARNING, "a backend could not be loaded: " + e.getMessage());
          }
        }
        if (found.isEmpty()) {
          LOG.log(
              System.Logger.Level.WARNING,
              "no fast backend found (cajal-cpu is not on the path); reference kernels run, slowly");
        }
      }
      found.sort(Comparator.comparingInt(Backend::priority).reversed());
      found.add(Reference.INSTANCE);
      return List.copyOf(found);
    }
  }
}
