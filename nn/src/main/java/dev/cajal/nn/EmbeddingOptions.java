package dev.cajal.nn;

import java.util.OptionalLong;

/**
 * What {@link Embedding} and {@link EmbeddingBag} do beside looking up, named as in PyTorch.
 *
 * <pre>{@code
 * new Embedding(10_000, 64, EmbeddingOptions.DEFAULT.paddingIdx(0));
 * }</pre>
 *
 * @param paddingIdx a row that starts as zeros and gets no gradient, so that it stays
 * @param maxNorm a row longer than this is shortened to it before use, by a factor that the
 *     gradient does not see; infinite for none. The table itself is not written
 * @param normType the p of the length (Σ|w|ᵖ)^(1/p)
 * @param scaleGradByFreq whether the gradient of a row is divided by how often the batch names it
 */
public record EmbeddingOptions(
    OptionalLong paddingIdx, double maxNorm, double normType, boolean scaleGradByFreq) {

  /** Plain looking up. */
  public static final EmbeddingOptions DEFAULT =
      new EmbeddingOptions(OptionalLong.empty(), Double.POSITIVE_INFINITY, 2, false);

  /** Checks the values. */
  public EmbeddingOptions {
    if (!(maxNorm > 0) || !(normType > 0)) {
      throw new IllegalArgumentException(
          "embedding: maxNorm " + maxNorm + " and normType " + normType + ", expected above 0");
    }
  }

  /** Returns these options with a row that stays zeros; a negative one counts from the end. */
  public EmbeddingOptions paddingIdx(long row) {
    return new EmbeddingOptions(OptionalLong.of(row), maxNorm, normType, scaleGradByFreq);
  }

  /** Returns these options with rows of limited length. */
  public EmbeddingOptions maxNorm(double longest) {
    return new EmbeddingOptions(paddingIdx, longest, normType, scaleGradByFreq);
  }

  /** Returns these options with another p of the length. */
  public EmbeddingOptions normType(double p) {
    return new EmbeddingOptions(paddingIdx, maxNorm, p, scaleGradByFreq);
  }

  /** Returns these options with gradients divided by the count of the row, or not. */
  public EmbeddingOptions scaleGradByFreq(boolean scaled) {
    return new EmbeddingOptions(paddingIdx, maxNorm, normType, scaled);
  }
}
