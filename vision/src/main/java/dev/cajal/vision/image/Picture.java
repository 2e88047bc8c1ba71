package dev.cajal.vision.image;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.data.transform.Resize;
import java.util.Arrays;

/**
 * An image of 8-bit values: one grey channel, or red, green and blue, one plane after the other.
 */
public final class Picture {
  private final int channels;
  private final int height;
  private final int width;
  private final byte[] values;

  /**
   * Creates a picture that takes the array over without copying it.
   *
   * @param channels 1 or 3
   * @param height in pixels
   * @param width in pixels
   * @param values the planes, each row by row
   * @throws IllegalArgumentException if the sizes do not fit together
   */
  public Picture(int channels, int height, int width, byte[] values) {
    if ((channels != 1 && channels != 3)
        || height < 1
        || width < 1
        || values.length != (long) channels * height * width) {
      throw new IllegalArgumentException(
          "a picture of %d channels, %d x %d, cannot have %d values"
              .formatted(channels, height, width, values.length));
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.values = values;
  }

  /** Returns the number of channels, 1 or 3. */
  public int channels() {
    return channels;
  }

  /** Returns the height in pixels. */
  public int height() {
    return height;
  }

  /** Returns the width in pixels. */
  public int width() {
    return width;
  }

  /** Returns [channels, height, width]. */
  public Shape shape() {
    return Shape.of(channels, height, width);
  }

  /** Returns the value of a pixel in a channel, 0 to 255. */
  public int value(int channel, int y, int x) {
    return values[(channel * height + y) * width + x] & 0xff;
  }

  /** Copies all values, channel by channel, to a place in an array. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(values, 0, target, offset, values.length);
  }

  /**
   * Returns this picture in grey or in colour.
   *
   * <p>Grey is 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601); colour has the grey in all channels.
   *
   * @param count 1 or 3
   */
  public Picture withChannels(int count) {
    if (count == channels) {
      return this;
    }
    int plane = height * width;
    byte[] changed = new byte[count * plane];
    for (int i = 0; i < plane; i++) {
      if (count == 1) {
        int red = values[i] & 0xff;
        int green = values[plane + i] & 0xff;
        int blue = values[2 * plane + i] & 0xff;
        changed[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
      } else {
        changed[i] = values[i];
        changed[plane + i] = values[i];
        changed[2 * plane + i] = values[i];
      }
    }
    return new Picture(count, height, width, changed);
  }

  /** Returns this picture in another size; see {@link Resize}. */
  public Picture resized(int newHeight, int newWidth) {
    if (newHeight == height && newWidth == width) {
      return this;
    }
    Transform.Stage stage = new Resize(newHeight, newWidth).on(shape());
    float[] target = new float[Math.toIntExact(stage.shape().count())];
    stage.apply(toFloats(255), target, new RandomStream(0, "resize"));
    byte[] changed = new byte[target.length];
    for (int i = 0; i < target.length; i++) {
      changed[i] = (byte) Math.clamp(Math.round(target[i]), 0, 255);
    }
    return new Picture(channels, newHeight, newWidth, changed);
  }

  /**
   * Returns this picture as a sample for a network: values from 0 to 1, channel by channel, with
   * the channels and the size of the given shape.
   *
   * @param shape [1 or 3, height, width]
   * @throws IllegalArgumentException if the shape is no such
   */
  public float[] toSample(Shape shape) {
    if (shape.rank() != 3 || (shape.dim(0) != 1 && shape.dim(0) != 3)) {
      throw new IllegalArgumentException(
          "a picture cannot become a sample " + shape + "; it needs [1 or 3, height, width]");
    }
    return withChannels((int) shape.dim(0))
        .resized(Math.toIntExact(shape.dim(1)), Math.toIntExact(shape.dim(2)))
        .toFloats(1);
  }

  private float[] toFloats(float white) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (values[i] & 0xff) / 255f * white;
    }
    return floats;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Picture picture
        && shape().equals(picture.shape())
        && Arrays.equals(values, picture.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "picture " + shape();
  }
}
