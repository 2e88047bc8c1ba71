package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Transform;

/**
 * Cuts a window out of images, every place equally likely: [C, H, W] becomes [C, height, width].
 *
 * <p>After a {@link Pad} of p pixels this shifts images by up to p pixels: {@code new
 * Pad(4).then(new RandomCrop(32, 32))}.
 *
 * @param height the height of the window
 * @param width the width of the window
 */
public record RandomCrop(int height, int width) implements Transform {
  /** Checks the window. */
  public RandomCrop {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "crop: the window cannot be %d x %d".formatted(height, width));
    }
  }

  @Override
  public Stage on(Shape input) {
    ImageSize in = ImageSize.of(input, "crop");
    if (height > in.height() || width > in.width()) {
      throw new IllegalArgumentException(
          "crop: a window of %d x %d does not fit into samples %s; pad them first"
              .formatted(height, width, input));
    }
    ImageSize out = new ImageSize(in.channels(), height, width);
    return new BoundStage(
        out.shape(),
        (source, target, random) -> {
          int top = random.nextInt(in.height() - height + 1);
          int left = random.nextInt(in.width() - width + 1);
          for (int c = 0; c < in.channels(); c++) {
            for (int y = 0; y < height; y++) {
              int from = c * in.plane() + (y + top) * in.width() + left;
              System.arraycopy(source, from, target, c * out.plane() + y * width, width);
            }
          }
        });
  }
}
