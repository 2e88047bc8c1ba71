package dev.cajal.labs;

import dev.cajal.labs.classic.ClassicLabs;
import dev.cajal.labs.convolution.ConvolutionLabs;
import dev.cajal.labs.foundations.FoundationLabs;
import dev.cajal.labs.gradients.GradientLabs;
import dev.cajal.labs.looking.LookingLabs;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.recurrent.RecurrentLabs;
import dev.cajal.labs.training.TrainingLabs;
import java.util.List;
import java.util.stream.Stream;

/** All labs. */
public final class Labs {
  private static final List<Lab> ALL =
      Stream.of(
              ClassicLabs.all(),
              FoundationLabs.all(),
              GradientLabs.all(),
              ConvolutionLabs.all(),
              TrainingLabs.all(),
              RecurrentLabs.all(),
              LookingLabs.all())
          .flatMap(List::stream)
          .toList();

  private Labs() {}

  /** Returns all labs, those that build on others after them. */
  public static List<Lab> all() {
    return ALL;
  }

  /**
   * Returns the lab of a name.
   *
   * @throws IllegalArgumentException if there is none, listing what there is
   */
  public static Lab find(String name) {
    return ALL.stream()
        .filter(lab -> lab.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no lab is called '%s'; there are %s"
                    .formatted(name, String.join(", ", ALL.stream().map(Lab::name).toList()))));
  }
}
