package dev.cajal.backend;

/**
 * What is known of a tensor before it is computed.
 *
 * @param dtype the element type
 * @param shape the axis sizes
 */
public record TensorType(DType dtype, Shape shape) {

  /** Returns a float32 type. */
  public static TensorType float32(long... sizes) {
    return new TensorType(DType.FLOAT32, Shape.of(sizes));
  }

  /** Returns this type with another shape. */
  public TensorType with(Shape other) {
    return new TensorType(dtype, other);
  }

  /** Returns this type with another element type. */
  public TensorType with(DType other) {
    return new TensorType(other, shape);
  }

  /** Returns the bytes of dense storage. */
  public long bytes() {
    return Math.multiplyExact(shape.count(), dtype.bytes());
  }

  /** Returns for instance {@code float32[32, 10]}. */
  @Override
  public String toString() {
    return dtype.toString() + shape;
  }
}
