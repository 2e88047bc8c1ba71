package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;

/** The shape of an image sample as three ints. */
record ImageSize(int channels, int height, int width) {
  static ImageSize of(Shape shape, String transform) {
    if (shape.rank() != 3) {
      throw new IllegalArgumentException(
          transform + ": samples must be [channels, height, width], found " + shape);
    }
    return new ImageSize(
        Math.toIntExact(shape.dim(0)),
        Math.toIntExact(shape.dim(1)),
        Math.toIntExact(shape.dim(2)));
  }

  int plane() {
    return height * width;
  }

  int count() {
    return channels * height * width;
  }

  Shape shape() {
    return Shape.of(channels, height, width);
  }
}
