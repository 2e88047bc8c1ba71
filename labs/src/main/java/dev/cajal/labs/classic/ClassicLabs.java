package dev.cajal.labs.classic;

import dev.cajal.labs.notebook.Lab;
import java.util.List;

/** The labs of this package. */
public final class ClassicLabs {
  private ClassicLabs() {}

  /** Returns them in the order in which they are best read. */
  public static List<Lab> all() {
    return List.of(
        PerceptronLab.LAB,
        TemplatesLab.LAB,
        PerturbationLab.LAB,
        NeighboursLab.LAB,
        ClustersLab.LAB,
        PreprocessingLab.LAB);
  }
}
