package dev.cajal.labs.looking;

import dev.cajal.labs.notebook.Lab;
import java.util.List;

/** The labs of this package. */
public final class LookingLabs {
  private LookingLabs() {}

  /** Returns them in the order in which they are best read. */
  public static List<Lab> all() {
    return List.of(DeadFilters.LAB, NoisyFilters.LAB, Directions.LAB, Misreading.LAB);
  }
}
