package dev.cajal.nn.inspect;

import java.util.Arrays;

/** The k largest values that were offered, with where they came from; it never holds more. */
final class Ranking {
  private final float[] values;
  private final int[] samples;
  private final int[] places;
  private int size;

  Ranking(int k) {
    values = new float[k];
    samples = new int[k];
    places = new int[k];
  }

  /** Keeps a value if it is among the largest; of equal ones, the earlier stays before. */
  void offer(float value, int sample, int place) {
    boolean full = size == values.length;
    // Also false for NaN.
    if (full ? !(value > values[size - 1]) : Float.isNaN(value)) {
      return;
    }
    int at = full ? size - 1 : size++;
    while (at > 0 && values[at - 1] < value) {
      values[at] = values[at - 1];
      samples[at] = samples[at - 1];
      places[at] = places[at - 1];
      at--;
    }
    values[at] = value;
    samples[at] = sample;
    places[at] = place;
  }

  int size() {
    return size;
  }

  float value(int rank) {
    return values[rank];
  }

  int sample(int rank) {
    return samples[rank];
  }

  int place(int rank) {
    return places[rank];
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(values, size));
  }
}
