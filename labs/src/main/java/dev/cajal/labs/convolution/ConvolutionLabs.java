package dev.cajal.labs.convolution;

import dev.cajal.labs.notebook.Lab;
import java.util.List;

/** The labs of this package. */
public final class ConvolutionLabs {
  private ConvolutionLabs() {}

  /** Returns them in the order in which they are best read. */
  public static List<Lab> all() {
    return List.of(
        Arithmetic.SIZES,
        Locality.LAB,
        Costs.LAB,
        Matrices.MATRIX,
        Matrices.TRANSPOSED,
        Upsampling.LAB,
        ReceptiveField.LAB,
        Pooling.POOLING,
        Pooling.UNPOOLING,
        Translation.LAB,
        OneStage.LAB,
        AllConvolutional.LAB);
  }
}
