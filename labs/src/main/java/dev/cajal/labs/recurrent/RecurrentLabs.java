package dev.cajal.labs.recurrent;

import dev.cajal.labs.notebook.Lab;
import java.util.List;

/** The labs of this package. */
public final class RecurrentLabs {
  private RecurrentLabs() {}

  /** Returns them in the order in which they are best read. */
  public static List<Lab> all() {
    return List.of(YearExtraction.LAB, SequenceToSequence.LAB, CharacterLab.LAB);
  }
}
