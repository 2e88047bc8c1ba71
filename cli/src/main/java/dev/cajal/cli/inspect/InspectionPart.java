package dev.cajal.cli.inspect;

import java.io.IOException;

/** One thing that can be shown of a network. */
interface InspectionPart {

  /** The word of {@code --what}. */
  String name();

  /** The heading on the page. */
  String title();

  /**
   * Computes it and writes it on the page, below its heading.
   *
   * @throws IllegalArgumentException if the model or the options do not allow it, saying why in one
   *     line
   * @throws IOException if data cannot be read
   */
  void show(Subject subject, InspectionPage page) throws IOException;
}
