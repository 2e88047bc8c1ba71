package dev.cajal.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns. */
final class Table {

  private Table() {}

  /** Prints rows; the first {@code left} columns are aligned left, the others right. */
  static void print(PrintWriter out, List<List<String>> rows, int left) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String blanks = " ".repeat(widths[c] - row.get(c).length());
        line.append(c == 0 ? "" : "  ")
            .append(c < left ? row.get(c) + blanks : blanks + row.get(c));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** Breaks text between words into lines of at most {@code width} characters where it can. */
  static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
