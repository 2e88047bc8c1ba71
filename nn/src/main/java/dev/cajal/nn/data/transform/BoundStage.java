package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.data.Transform;

/** A stage made of a result shape and a function. */
record BoundStage(Shape shape, Body body) implements Transform.Stage {
  @Override
  public void apply(float[] source, float[] target, RandomStream random) {
    body.apply(source, target, random);
  }

  interface Body {
    void apply(float[] source, float[] target, RandomStream random);
  }
}
