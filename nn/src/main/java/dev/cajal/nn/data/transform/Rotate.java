package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Transform;

/**
 * Turns images about their centre by a random angle; see {@link Affine}.
 *
 * @param degrees the angle lies within ± this, all equally likely
 */
public record Rotate(double degrees) implements Transform {
  @Override
  public Stage on(Shape input) {
    return Affine.NONE.rotate(degrees).on(input);
  }
}
