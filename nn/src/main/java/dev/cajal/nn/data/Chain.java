package dev.cajal.nn.data;

import dev.cajal.backend.Shape;

/** Two stages, one after the other, with a buffer between them. */
final class Chain implements Transform.Stage {
  private final Transform.Stage first;
  private final Transform.Stage second;
  private final float[] between;

  Chain(Transform.Stage first, Transform.Stage second) {
    this.first = first;
    this.second = second;
    this.between = new float[Math.toIntExact(first.shape().count())];
  }

  @Override
  public Shape shape() {
    return second.shape();
  }

  @Override
  public void apply(float[] source, float[] target, RandomStream random) {
    first.apply(source, between, random);
    second.apply(between, target, random);
  }
}
