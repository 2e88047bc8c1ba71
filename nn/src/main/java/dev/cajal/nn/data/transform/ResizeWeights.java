package dev.cajal.nn.data.transform;

/** For each new position along an axis, the first old one and the weights from there on. */
final class ResizeWeights {
  private final int[] first;
  private final float[][] weights;
  private final int from;

  private ResizeWeights(int[] first, float[][] weights, int from) {
    this.first = first;
    this.weights = weights;
    this.from = from;
  }

  static ResizeWeights of(int from, int to) {
    int[] first = new int[to];
    float[][] weights = new float[to][];
    double ratio = (double) from / to;
    double reach = Math.max(1, ratio);
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * ratio - 0.5;
      int low = Math.max(0, (int) Math.floor(centre - reach) + 1);
      int high = Math.min(from - 1, (int) Math.ceil(centre + reach) - 1);
      first[i] = low;
      weights[i] = new float[high - low + 1];
      double sum = 0;
      for (int j = low; j <= high; j++) {
        sum += 1 - Math.abs(j - centre) / reach;
      }
      for (int j = low; j <= high; j++) {
        weights[i][j - low] = (float) ((1 - Math.abs(j - centre) / reach) / sum);
      }
    }
    return new ResizeWeights(first, weights, from);
  }

  void rows(float[] source, int offset, float[] target, int width) {
    for (int y = 0; y < first.length; y++) {
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int k = 0; k < weights[y].length; k++) {
          sum += weights[y][k] * source[offset + (first[y] + k) * width + x];
        }
        target[y * width + x] = sum;
      }
    }
  }

  void columns(float[] source, float[] target, int offset, int rows) {
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < first.length; x++) {
        float sum = 0;
        for (int k = 0; k < weights[x].length; k++) {
          sum += weights[x][k] * source[y * from + first[x] + k];
        }
        target[offset + y * first.length + x] = sum;
      }
    }
  }
}
