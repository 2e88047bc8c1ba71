package dev.cajal.nn.data;

import dev.cajal.backend.Shape;

/**
 * A change applied to every sample before it enters a batch, such as a flip or a normalisation.
 *
 * <p>A transform is an immutable description. {@link #on} binds it to a sample shape, which checks
 * the shape before any data is read and reserves the working memory; each thread binds its own.
 *
 * <pre>{@code
 * Transform augment = new Pad(2).then(new RandomCrop(28, 28)).then(normalize);
 * }</pre>
 */
public interface Transform {
  /** Leaves samples as they are. */
  Transform IDENTITY = Identity::new;

  /**
   * Binds this transform to a sample shape.
   *
   * @param input the shape of the samples that will come
   * @throws IllegalArgumentException if samples of that shape cannot be transformed
   */
  Stage on(Shape input);

  /** Returns the transform that applies this one and then another. */
  default Transform then(Transform next) {
    return input -> {
      Stage first = on(input);
      return new Chain(first, next.on(first.shape()));
    };
  }

  /** A transform bound to a shape, with its working memory; for one thread at a time. */
  interface Stage {
    /** Returns the shape that comes out. */
    Shape shape();

    /**
     * Transforms one sample.
     *
     * @param source the sample, row-major; not changed
     * @param target receives {@code shape().count()} values; another array than the source
     * @param random the numbers that belong to this epoch and sample
     */
    void apply(float[] source, float[] target, RandomStream random);
  }
}
