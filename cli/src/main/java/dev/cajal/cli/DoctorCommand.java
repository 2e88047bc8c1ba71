package dev.cajal.cli;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Backends;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what this machine offers and what Cajal makes of it. */
@Command(
    name = "doctor",
    description = "Report the Java runtime, the kernels in use and why others are not.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Override
  public Integer call() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cajal", Version.text());
    facts.put(
        "java",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    facts.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    facts.put(
        "heap", String.format(Locale.ROOT, "%,d MiB", Runtime.getRuntime().maxMemory() >> 20));
    for (Backend backend : Backends.all()) {
      facts.put("backend " + backend.name(), backend.describe());
    }
    String data = System.getenv("CAJAL_DATA");
    facts.put("CAJAL_DATA", data == null ? "not set" : data);
    if (common.json) {
      facts.put("event", "done");
      common.out().println(Json.line(facts));
    } else {
      facts.forEach((name, value) -> common.out().printf("%-18s %s%n", name, text(value)));
    }
    return 0;
  }

  private static String text(Object value) {
    return value instanceof Iterable<?> lines
        ? String.join(
            System.lineSeparator() + " ".repeat(19),
            StreamSupport.stream(lines.spliterator(), false).map(Object::toString).toList())
        : value.toString();
  }
}
