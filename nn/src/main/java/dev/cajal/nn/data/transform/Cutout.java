package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Transform;
import java.util.Arrays;

/**
 * Erases a square, in all channels, around a random pixel; the part outside of the image is lost.
 *
 * <p>Source: DeVries and Taylor, <i>Improved regularization of convolutional neural networks with
 * cutout</i>, 2017.
 *
 * @param side the side of the square in pixels, at least 1
 * @param value what is left there, 0 for normalised samples
 */
public record Cutout(int side, float value) implements Transform {
  /** Checks the side. */
  public Cutout {
    if (side < 1) {
      throw new IllegalArgumentException("cutout: the square cannot have sides of " + side);
    }
  }

  /** Erases to 0. */
  public Cutout(int side) {
    this(side, 0);
  }

  @Override
  public Stage on(Shape input) {
    ImageSize size = ImageSize.of(input, "cutout");
    return new BoundStage(
        input,
        (source, target, random) -> {
          System.arraycopy(source, 0, target, 0, size.count());
          int top = random.nextInt(size.height()) - side / 2;
          int left = random.nextInt(size.width()) - side / 2;
          int from = Math.max(0, left);
          int to = Math.min(size.width(), left + side);
          for (int c = 0; c < size.channels(); c++) {
            for (int y = Math.max(0, top); y < Math.min(size.height(), top + side); y++) {
              int row = c * size.plane() + y * size.width();
              Arrays.fill(target, row + from, row + to, value);
            }
          }
        });
  }
}
