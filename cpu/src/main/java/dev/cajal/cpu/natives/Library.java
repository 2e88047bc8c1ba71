package dev.cajal.cpu.natives;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * oneDNN and its OpenMP runtime, loaded at first use. The system property {@code cajal.cpu.natives}
 * may be {@code off}, a folder with the libraries, or the artifact's jar.
 */
@SuppressWarnings("restricted")
public final class Library {
  private static final String PROPERTY = "cajal.cpu.natives";
  private static final State STATE = load();

  private Library() {}

  private sealed interface State {}

  private record Loaded(SymbolLookup symbols, Path folder) implements State {}

  private record Refused(String reason) implements State {}

  /** Returns whether the libraries are there. */
  public static boolean isLoaded() {
    return STATE instanceof Loaded;
  }

  /** Returns where the libraries came from, or why there are none; one line. */
  public static String describe() {
    return switch (STATE) {
      case Loaded loaded -> "loaded from " + loaded.folder();
      case Refused refused -> refused.reason();
    };
  }

  /**
   * Returns the functions of the libraries.
   *
   * @throws NativeException if they are not loaded
   */
  public static SymbolLookup symbols() {
    return switch (STATE) {
      case Loaded loaded -> loaded.symbols();
      case Refused refused -> throw new NativeException("no native libraries: " + refused.reason());
    };
  }

  private static State load() {
    String choice = System.getProperty(PROPERTY, "");
    if (choice.equals("off")) {
      return new Refused("switched off by -D" + PROPERTY + "=off");
    }
    Optional<Platform> platform = Platform.current();
    if (platform.isEmpty()) {
      return new Refused(
          "no libraries are published for "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch"));
    }
    try {
      return choice.isEmpty() ? fromPaths(platform.get()) : from(Path.of(choice), platform.get());
    } catch (IOException e) {
      return new Refused("cannot unpack the libraries: " + e.getMessage() + "; see " + PROPERTY);
    } catch (IllegalArgumentException | IllegalCallerException | NativeException e) {
      return new Refused("cannot load the libraries: " + e.getMessage());
    }
  }

  private static State fromPaths(Platform platform) throws IOException {
    Optional<Bundle> bundle = Bundle.onPaths(platform);
    return bundle.isEmpty()
        ? new Refused(
            "org.bytedeco:dnnl:"
                + platform.classifier()
                + " is neither on the class path nor on"
                + " the module path")
        : open(platform, Unpacker.unpack(platform, cache(), bundle.get()::open));
  }

  private static State from(Path place, Platform platform) throws IOException {
    if (Files.isDirectory(place)) {
      return open(platform, place);
    }
    if (!Files.isRegularFile(place)) {
      return new Refused("-D" + PROPERTY + "=" + place + " is neither off, a folder nor a jar");
    }
    return open(platform, Unpacker.unpack(platform, cache(), Bundle.inJar(place, platform)::open));
  }

  private static State open(Platform platform, Path folder) {
    Environment.setWaitPolicy(platform);
    SymbolLookup symbols =
        Environment.keepingAffinity(
            platform,
            () ->
                platform.parts().stream()
                    .map(part -> folder.resolve(part.name()))
                    .map(file -> SymbolLookup.libraryLookup(file, Arena.global()))
                    .reduce((first, second) -> second.or(first))
                    .orElseThrow());
    return new Loaded(symbols, folder);
  }

  /** The folder of this user's cache for unpacked libraries. */
  private static Path cache() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    Path home = Path.of(System.getProperty("user.home"));
    if (os.startsWith("mac")) {
      return home.resolve("Library/Caches/cajal/natives");
    }
    String root = System.getenv(os.startsWith("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
    Path caches = root == null || root.isEmpty() ? home.resolve(".cache") : Path.of(root);
    return caches.resolve("cajal/natives");
  }
}
