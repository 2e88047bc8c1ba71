package dev.cajal.viz.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Turns the data of a run into one HTML file.
 *
 * <p>The page needs nothing but itself: pictures are inside, a content security policy forbids
 * scripts and connections, all text is escaped. The same data give the same bytes.
 */
public final class Report {
  private Report() {}

  /** The page as text. */
  public static String html(ReportData data) {
    return Page.html(
        data.origin().model() + " – Cajal report", html -> new Sections(html, data).write());
  }

  /**
   * Writes the page so that the file is either the old one or the new one, whole.
   *
   * @throws IOException if the folder cannot be written; the old file is then untouched
   */
  public static void write(ReportData data, Path file) throws IOException {
    AtomicFile.write(file, html(data).getBytes(StandardCharsets.UTF_8));
  }
}
