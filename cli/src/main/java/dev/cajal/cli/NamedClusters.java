package dev.cajal.cli;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.classic.Classifier;
import dev.cajal.classic.Clusters;
import dev.cajal.classic.KMeans;
import dev.cajal.classic.Learner;
import dev.cajal.classic.Samples;
import dev.cajal.tensor.Tensor;

/** Clusters found without labels, each named afterwards by the class of most of its samples. */
record NamedClusters(KMeans means) implements Learner<Classifier> {

  @Override
  public Classifier fit(Samples samples) {
    Clusters clusters = means.fit(samples);
    Tensor in = clusters.predict(samples.features()).oneHot(means.k(), DType.FLOAT32);
    Tensor of = samples.labels().oneHot(samples.classes(), DType.FLOAT32);
    long[] names = new long[means.k()];
    double[] most = in.transpose().matmul(of).argmax(1).toDoubles();
    for (int c = 0; c < names.length; c++) {
      names[c] = (long) most[c];
    }
    Tensor named = Tensor.of(Shape.of(names.length), names);
    return features ->
        named.gather(0, clusters.predict(features)).oneHot(samples.classes(), DType.FLOAT32);
  }
}
