package dev.cajal.tensor;

/**
 * What lies beyond the edges of an image. For the row 1 2 3 4 with two elements of padding on both
 * sides:
 *
 * <pre>
 * ZEROS      0 0 | 1 2 3 4 | 0 0
 * REFLECT    3 2 | 1 2 3 4 | 3 2
 * REPLICATE  1 1 | 1 2 3 4 | 4 4
 * CIRCULAR   3 4 | 1 2 3 4 | 1 2
 * </pre>
 */
public enum PaddingMode {
  /** Zeros. */
  ZEROS,
  /** The elements mirrored at the edge element, which is not repeated. */
  REFLECT,
  /** The edge element, repeated. */
  REPLICATE,
  /** The elements from the opposite edge on. */
  CIRCULAR
}
