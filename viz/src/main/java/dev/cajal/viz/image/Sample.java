package dev.cajal.viz.image;

import dev.cajal.viz.Picture;
import java.util.Comparator;

/**
 * One image and what a network said of it.
 *
 * @param picture the image before normalisation
 * @param label the true class
 * @param predicted the class with the highest probability
 * @param confidence probability given to {@code predicted}, from 0 to 1
 * @param labelProbability probability given to {@code label}, from 0 to 1
 */
public record Sample(
    Picture picture, String label, String predicted, double confidence, double labelProbability) {

  /** Mistakes before hits, and of each the ones that gave the truth the least probability first. */
  public static final Comparator<Sample> WORST_FIRST =
      Comparator.comparing(Sample::correct).thenComparingDouble(Sample::labelProbability);

  /** Whether the prediction is the truth. */
  public boolean correct() {
    return label.equals(predicted);
  }
}
