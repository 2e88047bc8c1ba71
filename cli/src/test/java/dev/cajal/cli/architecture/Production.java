package dev.cajal.cli.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes and the sources of every module, found in the folders beside this one. */
final class Production {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  static final JavaClasses CLASSES = new ClassFileImporter().importPaths(folders("target/classes"));

  private Production() {}

  static List<Path> sources() {
    return folders("src/main/java").stream().flatMap(Production::javaFiles).toList();
  }

  static Path relative(Path file) {
    return ROOT.relativize(file);
  }

  private static List<Path> folders(String inModule) {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules.map(module -> module.resolve(inModule)).filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
