package dev.cajal.labs.gradients;

import dev.cajal.labs.notebook.Lab;
import java.util.List;

/** The labs of this package. */
public final class GradientLabs {
  private GradientLabs() {}

  /** Returns them in the order in which they are best read. */
  public static List<Lab> all() {
    return List.of(
        FourWays.FINITE_DIFFERENCES,
        FourWays.SYMBOLIC,
        FourWays.REVERSE,
        FourWays.FORWARD,
        Equations.GRADCHECK,
        WorkedGradients.LAB,
        Equations.MLP,
        Toynn.LAB,
        LogicGates.LAB);
  }
}
