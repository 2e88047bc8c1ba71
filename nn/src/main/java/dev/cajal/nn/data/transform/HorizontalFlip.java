package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Transform;

/**
 * Mirrors some images: y[c, i, j] = x[c, i, W - 1 - j].
 *
 * @param probability the share of samples that are mirrored, from 0 to 1
 */
public record HorizontalFlip(double probability) implements Transform {
  /** Checks the probability. */
  public HorizontalFlip {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("flip: " + probability + " is no probability");
    }
  }

  /** Mirrors every second image, on average. */
  public HorizontalFlip() {
    this(0.5);
  }

  @Override
  public Stage on(Shape input) {
    ImageSize size = ImageSize.of(input, "flip");
    return new BoundStage(
        input,
        (source, target, random) -> {
          if (random.nextFloat() >= probability) {
            System.arraycopy(source, 0, target, 0, size.count());
            return;
          }
          int width = size.width();
          for (int row = 0; row < size.count(); row += width) {
            for (int x = 0; x < width; x++) {
              target[row + x] = source[row + width - 1 - x];
            }
          }
        });
  }
}
