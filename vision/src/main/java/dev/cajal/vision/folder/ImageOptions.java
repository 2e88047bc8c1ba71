package dev.cajal.vision.folder;

import dev.cajal.vision.image.PictureDecoder;

/**
 * What becomes of the images of a set.
 *
 * @param height the height to bring all to, or 0 to take them as they are, all of one size
 * @param width the width to bring all to, or 0
 * @param channels 1 for grey, 3 for colour, or 0 for grey if all are grey
 * @param maxPixels images of more pixels are refused
 */
public record ImageOptions(int height, int width, int channels, long maxPixels) {
  /** Takes images as they are. */
  public static final ImageOptions AS_THEY_ARE =
      new ImageOptions(0, 0, 0, PictureDecoder.DEFAULT_MAX_PIXELS);

  /** Checks the numbers. */
  public ImageOptions {
    if (height < 0 || width < 0 || (height == 0) != (width == 0)) {
      throw new IllegalArgumentException(
          "images cannot be resized to %d x %d".formatted(height, width));
    }
    if (channels != 0 && channels != 1 && channels != 3) {
      throw new IllegalArgumentException("images have 1 or 3 channels, not " + channels);
    }
  }

  /** Returns options that bring all images to one size. */
  public ImageOptions resize(int newHeight, int newWidth) {
    return new ImageOptions(newHeight, newWidth, channels, maxPixels);
  }

  /** Returns options that make all images grey (1) or coloured (3). */
  public ImageOptions channels(int count) {
    return new ImageOptions(height, width, count, maxPixels);
  }

  /** Returns options with another limit. */
  public ImageOptions maxPixels(long most) {
    return new ImageOptions(height, width, channels, most);
  }
}
