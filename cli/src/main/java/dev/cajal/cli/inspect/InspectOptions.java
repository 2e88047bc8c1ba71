package dev.cajal.cli.inspect;

import dev.cajal.nn.PathPattern;
import java.util.Optional;

/**
 * What parts are asked for.
 *
 * @param layer which layers; empty for those that suit the part
 * @param image the number of an image of the data, or a file
 * @param top how many of the best a part shows
 * @param seed of all that is random
 */
public record InspectOptions(Optional<PathPattern> layer, String image, int top, long seed) {

  /** Checks the numbers. */
  public InspectOptions {
    if (top < 1) {
      throw new IllegalArgumentException("--top must be at least 1, found " + top);
    }
  }
}
