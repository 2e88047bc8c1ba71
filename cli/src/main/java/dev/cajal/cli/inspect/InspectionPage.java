package dev.cajal.cli.inspect;

import dev.cajal.viz.Figure;
import dev.cajal.viz.report.Article;
import dev.cajal.viz.report.FigureFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a part writes: text, tables and figures for the page, lines and numbers for the command. */
final class InspectionPage {
  private final String part;
  private final List<Article.Block> blocks = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final Map<String, Object> numbers = new LinkedHashMap<>();
  private final Map<String, Figure> figures = new LinkedHashMap<>();

  InspectionPage(String part) {
    this.part = part;
  }

  /** Begins a part of the page. */
  void heading(String text) {
    blocks.add(new Article.Heading(text));
  }

  /** Writes a paragraph. */
  void text(String text) {
    blocks.add(new Article.Text(text));
  }

  /**
   * Shows a table.
   *
   * @param head the names of the columns; a leading {@code #} marks a column of numbers
   */
  void table(List<String> head, List<List<String>> rows) {
    blocks.add(new Article.Grid(head, rows));
  }

  /**
   * Shows a figure, which is also written as SVG and PNG files.
   *
   * @param name what tells it from the other figures of the part, such as the path of a layer
   */
  void figure(String name, Figure figure) {
    keep(name, figure);
    blocks.add(new Article.Drawing(figure));
  }

  /** Shows figures beside each other where the page is wide enough; by their names. */
  void row(Map<String, Figure> beside) {
    beside.forEach(this::keep);
    blocks.add(new Article.Row(List.copyOf(beside.values())));
  }

  private void keep(String name, Figure figure) {
    String file = part + (name.isEmpty() ? "" : "-" + name.replaceAll("[^A-Za-z0-9._-]", "_"));
    if (figures.put(file, figure) != null) {
      throw new IllegalStateException("two figures are called " + file);
    }
  }

  /** Says something in the summary that the command prints. */
  void say(String line) {
    lines.add(line);
  }

  /** Tells machines a number, text, or list of such. */
  void number(String key, Object value) {
    numbers.put(key, value);
  }

  List<Article.Block> blocks() {
    return blocks;
  }

  List<String> lines() {
    return lines;
  }

  Map<String, Object> numbers() {
    return numbers;
  }

  void writeFigures(Path folder) throws IOException {
    for (Map.Entry<String, Figure> entry : figures.entrySet()) {
      FigureFiles.write(entry.getValue(), folder, entry.getKey());
    }
  }
}
