package dev.cajal.vision.generate;

import dev.cajal.nn.data.RandomStream;

/** A pattern of two colours. */
final class Texture {
  private static final int KINDS = 5;

  private final float[] first;
  private final float[] second;
  private final int kind;
  private final float frequency;
  private final float cos;
  private final float sin;
  private final float phase;

  Texture(float[] first, float[] second, RandomStream random) {
    this.first = first;
    this.second = second;
    kind = random.nextInt(KINDS);
    frequency = random.uniform(0.08, 0.3);
    double angle = random.uniform(0, 2 * Math.PI);
    cos = (float) StrictMath.cos(angle);
    sin = (float) StrictMath.sin(angle);
    phase = random.nextFloat();
  }

  /** Returns the share of the second colour at a pixel, from 0 to 1. */
  float mix(float x, float y) {
    float u = frequency * (cos * x + sin * y) + phase;
    float v = frequency * (cos * y - sin * x) + phase;
    return switch (kind) {
      case 0 -> 0;
      case 1 -> wave(u);
      case 2 -> Math.round(wave(u)) ^ Math.round(wave(v));
      case 3 -> Math.clamp(4 * (wave(u) + wave(v)) - 5, 0f, 1f);
      default -> Math.clamp(0.5f + 0.03f * (cos * (x - 16) + sin * (y - 16)), 0f, 1f);
    };
  }

  /** Returns a channel of the colour with a given share of the second. */
  float colour(int channel, float mix) {
    return first[channel] + mix * (second[channel] - first[channel]);
  }

  /** A wave of straight lines, up and down once from one whole number to the next. */
  private static float wave(float t) {
    float part = t - (float) Math.floor(t);
    return part < 0.5f ? 2 * part : 2 - 2 * part;
  }
}
