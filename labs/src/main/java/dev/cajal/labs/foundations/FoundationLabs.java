package dev.cajal.labs.foundations;

import dev.cajal.labs.notebook.Lab;
import java.util.List;

/** The labs of this package. */
public final class FoundationLabs {
  private FoundationLabs() {}

  /** Returns them in the order in which they are best read. */
  public static List<Lab> all() {
    return List.of(
        Activations.LAB,
        EntropyGame.LAB,
        Descent.LAB,
        Surfaces.LOSS,
        Saddles.LAB,
        Surfaces.MINIMA,
        Starts.SYMMETRY,
        Starts.HISTOGRAMS,
        Vanishing.LAB,
        Approximation.LAB,
        HiddenUnits.LAB);
  }
}
