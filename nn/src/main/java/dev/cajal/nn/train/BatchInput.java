package dev.cajal.nn.train;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.data.Batch;
import dev.cajal.tensor.Variable;

/** The variables that hold the batch of a step, for batches of one size. */
record BatchInput(Variable images, Variable labels) {

  static BatchInput of(int size, Shape sample) {
    return new BatchInput(
        new Variable("images", new TensorType(DType.FLOAT32, Shape.of(size).concat(sample))),
        new Variable("labels", new TensorType(DType.INT64, Shape.of(size))));
  }

  void set(Batch batch) {
    images.set(batch.images());
    labels.set(batch.labels());
  }
}
