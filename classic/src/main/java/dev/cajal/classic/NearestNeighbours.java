package dev.cajal.classic;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.graph.Step;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The samples that {@link KNearest} keeps. */
public final class NearestNeighbours implements Classifier {
  private static final int CHUNK = 8192;

  private final Tensor samples;
  private final int[] labels;
  private final int classes;
  private final int k;
  private final Metric metric;

  NearestNeighbours(Tensor samples, int[] labels, int classes, int k, Metric metric) {
    this.samples = samples;
    this.labels = labels;
    this.classes = classes;
    this.k = k;
    this.metric = metric;
  }

  /**
   * Returns the k nearest samples of each row. Distances are computed for 8192 samples and as many
   * rows at a time as make up 16 MiB; all of them never exist together. Of samples at the same
   * distance the earlier is nearer.
   *
   * @param features [n, d]
   * @return one for each row
   * @throws dev.cajal.backend.ShapeException if the features are of another type or number than
   *     those that were learnt from
   */
  public List<Neighbours> neighbours(Tensor features) {
    Blocks.check("knn", features, samples.type());
    int n = Math.toIntExact(features.dim(0));
    int chunk = (int) Math.min(CHUNK, samples.dim(0));
    int rows = Math.min(n, Blocks.rowsOf(chunk));
    Variable asked = Blocks.variable("rows", features, rows);
    Variable known =
        Variable.steady("samples", samples.type().with(Shape.of(chunk, samples.dim(1))));
    Tensor distances = metric.between(asked.tensor(), known.tensor()).cast(DType.FLOAT32);
    Step step = Step.compile(distances);
    List<Nearest> found = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      found.add(new Nearest(k));
    }
    for (int from = 0; from < samples.dim(0); from += chunk) {
      int count = (int) Math.min(chunk, samples.dim(0) - from);
      Blocks.load(samples, from, count, known);
      for (int first = 0; first < n; first += rows) {
        int block = Math.min(rows, n - first);
        Blocks.load(features, first, block, asked);
        step.run();
        take(step.output(0), chunk, found.subList(first, first + block), from, count);
      }
    }
    return found.stream().map(Nearest::neighbours).toList();
  }

  private static void take(
      MemorySegment distances, int chunk, List<Nearest> found, int from, int count) {
    IntStream.range(0, found.size())
        .parallel()
        .forEach(i -> found.get(i).offer(distances, (long) i * chunk, from, count));
  }

  /** Returns the class for which the most of the nearest vote. */
  int vote(Neighbours neighbours, int voters) {
    int[] votes = new int[classes];
    int most = 0;
    for (int rank = 0; rank < voters; rank++) {
      most = Math.max(most, ++votes[labels[neighbours.sample(rank)]]);
    }
    int rank = 0;
    while (votes[labels[neighbours.sample(rank)]] < most) {
      rank++;
    }
    return labels[neighbours.sample(rank)];
  }

  /**
   * Returns the share of votes for each class; that of the winner is raised a little where another
   * has as many.
   */
  @Override
  public Tensor scores(Tensor features) {
    List<Neighbours> found = neighbours(features);
    float[] scores = new float[found.size() * classes];
    for (int i = 0; i < found.size(); i++) {
      for (int rank = 0; rank < k; rank++) {
        scores[i * classes + labels[found.get(i).sample(rank)]] += 1f / k;
      }
      scores[i * classes + vote(found.get(i), k)] += 0.5f / k;
    }
    return Tensor.of(Shape.of(found.size(), classes), scores);
  }
}
