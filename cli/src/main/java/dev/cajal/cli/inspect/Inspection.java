package dev.cajal.cli.inspect;

import dev.cajal.viz.Numbers;
import dev.cajal.viz.report.Article;
import dev.cajal.viz.report.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Some parts of an inspection, and the page that they make. */
public final class Inspection {
  private static final List<InspectionPart> PARTS =
      List.of(
          new ActivationsPart(),
          new FiltersPart(),
          new DeadPart(),
          new PatchesPart(),
          ProjectionPart.DECONV,
          ProjectionPart.GUIDED,
          AttributionPart.SALIENCY,
          AttributionPart.INTEGRATED,
          AttributionPart.OCCLUSION,
          new ClassModelPart(),
          new CodesPart(),
          new PcaPart(),
          new TsnePart(),
          new GridPart());

  private final List<InspectionPart> parts;

  private Inspection(List<InspectionPart> parts) {
    this.parts = parts;
  }

  /** Returns the names of all parts. */
  public static List<String> names() {
    return PARTS.stream().map(InspectionPart::name).toList();
  }

  /**
   * Chooses parts by name.
   *
   * @throws IllegalArgumentException if there is no such part, listing those there are
   */
  public static Inspection of(List<String> names) {
    for (String name : names) {
      if (!names().contains(name)) {
        throw new IllegalArgumentException(
            "there is no part '%s' to inspect; there are %s"
                .formatted(name, String.join(", ", names())));
      }
    }
    return new Inspection(PARTS.stream().filter(part -> names.contains(part.name())).toList());
  }

  /**
   * What was found.
   *
   * @param page that was written
   * @param provenance of the data, if any part needed them
   * @param lines for people
   * @param numbers for machines, by part
   */
  public record Outcome(
      Path page,
      Optional<String> provenance,
      List<String> lines,
      Map<String, Map<String, Object>> numbers) {

    /** Copies the lists. */
    public Outcome {
      lines = List.copyOf(lines);
      numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }
  }

  /**
   * Computes the parts, and writes {@code index.html} and the folder {@code figures}.
   *
   * @param folder is made if it is not there
   * @param command that repeats it
   * @throws IllegalArgumentException if the model or the options do not allow a part
   * @throws IOException if data cannot be read, or files not written
   */
  public Outcome write(Subject subject, Path folder, String command) throws IOException {
    List<Article.Block> blocks = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    Map<String, Map<String, Object>> numbers = new LinkedHashMap<>();
    List<InspectionPage> pages = new ArrayList<>();
    for (InspectionPart part : parts) {
      InspectionPage page = new InspectionPage(part.name());
      page.heading(part.title());
      part.show(subject, page);
      pages.add(page);
      blocks.addAll(page.blocks());
      page.lines().forEach(line -> lines.add(part.name() + ": " + line));
      numbers.put(part.name(), page.numbers());
    }
    blocks.add(new Article.Heading("How to reproduce"));
    blocks.add(new Article.Listing(command));
    Files.createDirectories(folder);
    for (InspectionPage page : pages) {
      page.writeFigures(folder.resolve("figures"));
    }
    Path file = folder.resolve("index.html");
    new Article(
            subject.name(),
            "An inspection by Cajal",
            "What the network looks like inside: "
                + String.join(", ", parts.stream().map(InspectionPart::name).toList())
                + ".",
            facts(subject),
            blocks)
        .write(file);
    return new Outcome(file, subject.dataIfRead().map(InspectedData::provenance), lines, numbers);
  }

  private static List<Fact> facts(Subject subject) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Layers", Integer.toString(subject.paths().size())));
    facts.add(
        new Fact(
            "Parameters",
            Numbers.count(
                subject.model().parameters().stream()
                    .mapToLong(p -> p.type().shape().count())
                    .sum())));
    facts.add(new Fact("Input", Subject.sizes(subject.sample())));
    subject.dataIfRead().ifPresent(data -> facts.add(new Fact("Data", data.name())));
    return facts;
  }
}
