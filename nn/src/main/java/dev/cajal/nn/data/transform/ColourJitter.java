package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.data.Transform;

/**
 * Changes the light of an image at random: brightness, contrast, saturation and hue, in this order.
 * With f drawn for each from [1 − strength, 1 + strength],
 *
 * <pre>
 * brightness  x ← f·x
 * contrast    x ← f·x + (1 − f)·mean of the grey image
 * saturation  x ← f·x + (1 − f)·grey,     grey = 0.299·R + 0.587·G + 0.114·B
 * hue         the two colour axes of YIQ turn by an angle from [−hue, hue] of a full turn
 * </pre>
 *
 * <p>Values are taken as light from 0 to 1 and are cut off there, so it belongs before any
 * normalisation. Images of one channel have neither saturation nor hue. These are the changes of
 * torchvision's ColorJitter, the hue by rotation in YIQ instead of HSV.
 *
 * <pre>{@code
 * Transform augment = ColourJitter.NONE.brightness(0.2).contrast(0.2).saturation(0.2);
 * }</pre>
 *
 * @param brightness the strength, in [0, 1]
 * @param contrast the strength, in [0, 1]
 * @param saturation the strength, in [0, 1]
 * @param hue the greatest part of a turn, in [0, 0.5]
 */
public record ColourJitter(double brightness, double contrast, double saturation, double hue)
    implements Transform {
  /** Changes nothing. */
  public static final ColourJitter NONE = new ColourJitter(0, 0, 0, 0);

  /** Checks the ranges. */
  public ColourJitter {
    within("brightness", brightness, 1);
    within("contrast", contrast, 1);
    within("saturation", saturation, 1);
    within("hue", hue, 0.5);
  }

  /** Returns this with another strength of brightness. */
  public ColourJitter brightness(double value) {
    return new ColourJitter(value, contrast, saturation, hue);
  }

  /** Returns this with another strength of contrast. */
  public ColourJitter contrast(double value) {
    return new ColourJitter(brightness, value, saturation, hue);
  }

  /** Returns this with another strength of saturation. */
  public ColourJitter saturation(double value) {
    return new ColourJitter(brightness, contrast, value, hue);
  }

  /** Returns this with another part of a turn. */
  public ColourJitter hue(double value) {
    return new ColourJitter(brightness, contrast, saturation, value);
  }

  @Override
  public Stage on(Shape input) {
    ImageSize size = ImageSize.of(input, "colour jitter");
    if (size.channels() != 1 && size.channels() != 3) {
      throw new IllegalArgumentException(
          "colour jitter: samples must have 1 or 3 channels, found " + input);
    }
    return new BoundStage(input, (source, target, random) -> jitter(source, target, size, random));
  }

  private void jitter(float[] source, float[] target, ImageSize size, RandomStream random) {
    float light = factor(random, brightness);
    float spread = factor(random, contrast);
    float colour = factor(random, saturation);
    double turn = 2 * Math.PI * random.uniform(-hue, hue);
    boolean grey = size.channels() == 1;
    int plane = size.plane();
    for (int i = 0; i < size.count(); i++) {
      target[i] = clamp(light * source[i]);
    }
    double sum = 0;
    for (int i = 0; i < plane; i++) {
      sum += grey ? target[i] : luma(target, i, plane);
    }
    float shift = (1 - spread) * (float) (sum / plane);
    for (int i = 0; i < size.count(); i++) {
      target[i] = clamp(spread * target[i] + shift);
    }
    if (!grey && (saturation > 0 || hue > 0)) {
      turn(target, plane, colour, (float) StrictMath.cos(turn), (float) StrictMath.sin(turn));
    }
  }

  // In YIQ both are one step: the colour axes are scaled and turned, the luma stays.
  private static void turn(float[] pixels, int plane, float colour, float cos, float sin) {
    for (int r = 0, g = plane, b = 2 * plane; r < plane; r++, g++, b++) {
      float y = luma(pixels, r, plane);
      float i = 0.596f * pixels[r] - 0.274f * pixels[g] - 0.322f * pixels[b];
      float q = 0.211f * pixels[r] - 0.523f * pixels[g] + 0.312f * pixels[b];
      float turnedI = colour * (cos * i - sin * q);
      float turnedQ = colour * (sin * i + cos * q);
      pixels[r] = clamp(y + 0.956f * turnedI + 0.621f * turnedQ);
      pixels[g] = clamp(y - 0.272f * turnedI - 0.647f * turnedQ);
      pixels[b] = clamp(y - 1.106f * turnedI + 1.703f * turnedQ);
    }
  }

  private static float luma(float[] pixels, int at, int plane) {
    return 0.299f * pixels[at] + 0.587f * pixels[at + plane] + 0.114f * pixels[at + 2 * plane];
  }

  private static float factor(RandomStream random, double strength) {
    return random.uniform(1 - strength, 1 + strength);
  }

  private static float clamp(float value) {
    return Math.clamp(value, 0f, 1f);
  }

  private static void within(String name, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(
          "colour jitter: %s must be in [0, %s], found %s".formatted(name, most, value));
    }
  }
}
