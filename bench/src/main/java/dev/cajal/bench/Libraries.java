package dev.cajal.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The libraries of a rival in Java: what Maven makes of a descriptor, in Maven's own repository.
 * The class path is kept in the user's cache, so Maven runs once for each version of a descriptor.
 */
final class Libraries {
  private static final String GOAL =
      "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath";

  private Libraries() {}

  /**
   * Returns the class path of a descriptor, fetching what is not there.
   *
   * @param title the rival's name for people
   * @throws IOException if Maven does not run or finds not all
   */
  static String classPath(String title, Path descriptor) throws IOException {
    UUID content = UUID.nameUUIDFromBytes(Files.readAllBytes(descriptor));
    Path known = cache().resolve(content + ".classpath");
    if (Files.exists(known)) {
      String path = Files.readString(known);
      if (Stream.of(path.split(File.pathSeparator)).allMatch(jar -> Files.exists(Path.of(jar)))) {
        return path;
      }
    }
    Files.createDirectories(known.getParent());
    Path fresh = Files.createTempFile(known.getParent(), "fresh", ".classpath");
    try {
      resolve(title, descriptor, fresh);
      Files.move(fresh, known, StandardCopyOption.REPLACE_EXISTING);
      return Files.readString(known);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void resolve(String title, Path descriptor, Path result) throws IOException {
    Process maven =
        new ProcessBuilder(
                maven(),
                "-q",
                "-B",
                "-f",
                descriptor.toString(),
                GOAL,
                "-Dmdep.outputFile=" + result)
            .redirectErrorStream(true)
            .start();
    maven.getOutputStream().close();
    List<String> said;
    try (BufferedReader output = maven.inputReader(StandardCharsets.UTF_8)) {
      said = output.lines().toList();
    }
    try {
      if (maven.waitFor() != 0) {
        String why = said.stream().filter(l -> l.contains("Could not")).findFirst().orElse("");
        throw new IOException(
            title + " did not start: Maven could not fetch its libraries: " + why.strip());
      }
    } catch (InterruptedException e) {
      maven.destroy();
      Thread.currentThread().interrupt();
      throw new IOException(title + " did not start: interrupted", e);
    }
  }

  /**
   * Returns the wrapper of the checkout that this was built in, or else the Maven of the machine.
   */
  private static String maven() {
    String wrapper = File.separatorChar == '\\' ? "mvnw.cmd" : "mvnw";
    for (Path folder = home(); folder != null; folder = folder.getParent()) {
      if (Files.isExecutable(folder.resolve(wrapper))) {
        return folder.resolve(wrapper).toString();
      }
    }
    return "mvn";
  }

  private static Path home() {
    CodeSource source = Libraries.class.getProtectionDomain().getCodeSource();
    return source == null ? Path.of("") : Path.of(source.getLocation().getPath());
  }

  private static Path cache() {
    String set = System.getenv("XDG_CACHE_HOME");
    Path cache =
        set == null || set.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(set);
    return cache.resolve("cajal").resolve("rivals");
  }
}
