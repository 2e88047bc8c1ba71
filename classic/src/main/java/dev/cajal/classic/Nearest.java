package dev.cajal.classic;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Keeps the k smallest of many distances, in order. */
final class Nearest {
  private final int[] samples;
  private final float[] distances;

  Nearest(int k) {
    samples = new int[k];
    distances = new float[k];
    Arrays.fill(distances, Float.POSITIVE_INFINITY);
  }

  /** Takes distances of consecutive samples. */
  void offer(MemorySegment values, long offset, int from, int count) {
    float limit = distances[distances.length - 1];
    for (int i = 0; i < count; i++) {
      float distance = values.getAtIndex(ValueLayout.JAVA_FLOAT, offset + i);
      if (distance < limit) {
        insert(from + i, distance);
        limit = distances[distances.length - 1];
      }
    }
  }

  private void insert(int sample, float distance) {
    int place = distances.length - 1;
    while (place > 0 && distances[place - 1] > distance) {
      distances[place] = distances[place - 1];
      samples[place] = samples[place - 1];
      place--;
    }
    distances[place] = distance;
    samples[place] = sample;
  }

  Neighbours neighbours() {
    return new Neighbours(samples, distances);
  }
}
