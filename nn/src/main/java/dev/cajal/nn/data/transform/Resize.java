package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Transform;

/**
 * Brings images to another size: [C, H, W] becomes [C, height, width].
 *
 * <p>Each new pixel is a weighted mean, rows and columns apart. The weights fall linearly from the
 * centre (i + ½) · H / height - ½ to zero at a distance of max(1, H / height) pixels: bilinear
 * interpolation when growing, and a mean over all that is covered when shrinking.
 *
 * @param height the new height
 * @param width the new width
 */
public record Resize(int height, int width) implements Transform {
  /** Checks the size. */
  public Resize {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("resize: no image is %d x %d".formatted(height, width));
    }
  }

  @Override
  public Stage on(Shape input) {
    ImageSize in = ImageSize.of(input, "resize");
    if (in.count() == 0) {
      throw new IllegalArgumentException("resize: samples of shape " + input + " have no pixels");
    }
    ImageSize out = new ImageSize(in.channels(), height, width);
    ResizeWeights down = ResizeWeights.of(in.height(), height);
    ResizeWeights across = ResizeWeights.of(in.width(), width);
    float[] between = new float[height * in.width()];
    return new BoundStage(
        out.shape(),
        (source, target, random) -> {
          for (int c = 0; c < in.channels(); c++) {
            down.rows(source, c * in.plane(), between, in.width());
            across.columns(between, target, c * out.plane(), height);
          }
        });
  }
}
