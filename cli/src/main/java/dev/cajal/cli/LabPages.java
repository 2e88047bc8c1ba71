package dev.cajal.cli;

import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.LabIndex;
import dev.cajal.labs.notebook.Outcome;
import dev.cajal.nn.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The folder of all labs: a folder each with the page and how it ended, and one index. */
final class LabPages {
  private static final String FILE = "result.json";
  private final Path root;
  private final List<Lab> labs;

  LabPages(Path root, List<Lab> labs) {
    this.root = root;
    this.labs = labs;
  }

  Path folder(Lab lab) {
    return root.resolve(lab.name());
  }

  /** The index of all pages. */
  Path index() {
    return root.resolve("index.html");
  }

  /** How a lab ended when it ran last, if it ran. */
  Optional<Outcome> last(Lab lab) throws IOException {
    Path file = folder(lab).resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode node = Json.read(Files.readString(file));
      return Optional.of(
          new Outcome(
              lab.name(),
              node.path("quick").asBoolean(),
              node.path("seed").asLong(),
              node.path("passed").asBoolean(),
              node.path("held").asInt(),
              node.path("demanded").asInt(),
              node.path("seconds").asDouble(),
              node.path("problem").asString()));
    } catch (JacksonException e) {
      return Optional.empty(); // it runs again
    }
  }

  /** Keeps how a lab ended. */
  void keep(Lab lab, Outcome outcome) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", outcome.name());
    object.put("quick", outcome.quick());
    object.put("seed", outcome.seed());
    object.put("passed", outcome.passed());
    object.put("held", outcome.held());
    object.put("demanded", outcome.demanded());
    object.put("seconds", outcome.seconds());
    object.put("problem", outcome.problem());
    Files.createDirectories(folder(lab));
    AtomicFile.write(folder(lab).resolve(FILE), Json.pretty(object));
  }

  /** Writes the index of what ran so far. */
  void writeIndex() throws IOException {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Lab lab : labs) {
      last(lab).ifPresent(outcome -> outcomes.put(lab.name(), outcome));
    }
    LabIndex.article(labs, outcomes).write(index());
  }
}
