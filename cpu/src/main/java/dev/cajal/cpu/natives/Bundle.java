package dev.cajal.cpu.natives;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The artifact that holds a platform's libraries. On the class path it is a resource like any
 * other; on the module path the JVM leaves it out of the module graph, so it is looked up by its
 * file name.
 *
 * @param folder the URL of the folder inside the artifact, with a slash at the end
 */
record Bundle(String folder) {
  /** Returns the artifact on this JVM's paths. */
  static Optional<Bundle> onPaths(Platform platform) throws IOException {
    String name = platform.resource(platform.parts().getLast());
    URL resource = Bundle.class.getClassLoader().getResource(name);
    if (resource != null) {
      String url = resource.toString();
      return Optional.of(new Bundle(url.substring(0, url.lastIndexOf('/') + 1)));
    }
    for (String property : List.of("jdk.module.path", "java.class.path")) {
      for (Path jar : jars(System.getProperty(property, ""))) {
        String file = String.valueOf(jar.getFileName());
        if (file.startsWith("dnnl-") && file.endsWith("-" + platform.classifier() + ".jar")) {
          return Optional.of(inJar(jar, platform));
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the artifact in a given file. */
  static Bundle inJar(Path jar, Platform platform) {
    String any = platform.resource(platform.parts().getLast());
    return new Bundle("jar:" + jar.toUri() + "!/" + any.substring(0, any.lastIndexOf('/') + 1));
  }

  InputStream open(Platform.Part part) throws IOException {
    URLConnection connection = URI.create(folder + part.name()).toURL().openConnection();
    // A cached connection would hold the artifact open for the rest of the process.
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  private static List<Path> jars(String path) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String element : path.split(File.pathSeparator, -1)) {
      Path file = Path.of(element);
      if (element.isEmpty() || !Files.exists(file)) {
        continue;
      }
      if (Files.isDirectory(file)) {
        try (Stream<Path> inside = Files.list(file)) {
          jars.addAll(inside.toList());
        }
      } else {
        jars.add(file);
      }
    }
    return jars;
  }
}
