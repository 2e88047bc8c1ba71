package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Transform;
import java.util.Arrays;

/**
 * Puts a border of a constant around images: [C, H, W] becomes [C, H + 2p, W + 2p].
 *
 * @param pixels the width p of the border, at least 0
 * @param value the constant
 */
public record Pad(int pixels, float value) implements Transform {
  /** Checks the width. */
  public Pad {
    if (pixels < 0) {
      throw new IllegalArgumentException("pad: the border cannot be " + pixels + " pixels wide");
    }
  }

  /** A border of zeros. */
  public Pad(int pixels) {
    this(pixels, 0);
  }

  @Override
  public Stage on(Shape input) {
    ImageSize in = ImageSize.of(input, "pad");
    ImageSize out = new ImageSize(in.channels(), in.height() + 2 * pixels, in.width() + 2 * pixels);
    return new BoundStage(
        out.shape(),
        (source, target, random) -> {
          Arrays.fill(target, 0, out.count(), value);
          for (int c = 0; c < in.channels(); c++) {
            for (int y = 0; y < in.height(); y++) {
              int from = c * in.plane() + y * in.width();
              int to = c * out.plane() + (y + pixels) * out.width() + pixels;
              System.arraycopy(source, from, target, to, in.width());
            }
          }
        });
  }
}
