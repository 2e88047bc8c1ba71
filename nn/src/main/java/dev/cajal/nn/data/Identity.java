package dev.cajal.nn.data;

import dev.cajal.backend.Shape;

/** The stage that copies. */
record Identity(Shape shape) implements Transform.Stage {
  @Override
  public void apply(float[] source, float[] target, RandomStream random) {
    System.arraycopy(source, 0, target, 0, Math.toIntExact(shape.count()));
  }
}
