package dev.cajal.labs.training;

import dev.cajal.labs.notebook.Lab;
import java.util.List;

/** The labs of this package. */
public final class TrainingLabs {
  private TrainingLabs() {}

  /** Returns them in the order in which they are best read. */
  public static List<Lab> all() {
    return List.of(
        FeatureScaling.LAB,
        AlexNetAblation.LAB,
        VggDepth.LAB,
        Babysitting.LAB,
        BatchNormalisation.LAB,
        Overfitting.LAB,
        McDropoutLab.LAB);
  }
}
