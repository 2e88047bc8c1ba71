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

/**
 * Finds the k nearest of known rows, such as the images whose codes are near that of another.
 *
 * <pre>{@code
 * NeighbourSearch search = new NeighbourSearch(codes, 8, Metric.COSINE);
 * int nearest = search.of(query).getFirst().sample(0);
 * }</pre>
 */
public final class NeighbourSearch {
  private static final int CHUNK = 8192;

  private final Tensor known;
  private final int k;
  private final Metric metric;

  /**
   * Keeps rows.
   *
   * @param known [n, d]
   * @param k how many are looked for, from 1 to n
   * @param metric the distance
   * @throws IllegalArgumentException if there are fewer rows
   */
  public NeighbourSearch(Tensor known, int k, Metric metric) {
    if (known.rank() != 2 || k < 1 || k > known.dim(0)) {
      throw new IllegalArgumentException(
          "neighbours: %d of %s asked for; k is from 1 to the number n of rows [n, d]"
              .formatted(k, known.type()));
    }
    this.known = known.detach();
    this.k = k;
    this.metric = metric;
  }

  /**
   * Returns the k nearest known rows of each row. Distances are computed for 8192 known rows and as
   * many asked ones at a time as make up 16 MiB; all of them never exist together. Of rows at the
   * same distance the earlier is nearer; a row that is known itself is its own nearest but for
   * rounding.
   *
   * @param rows [m, d]
   * @return one for each row
   * @throws dev.cajal.backend.ShapeException if the rows are of another type or width
   */
  public List<Neighbours> of(Tensor rows) {
    Blocks.check("neighbours", rows, known.type());
    int n = Math.toIntExact(rows.dim(0));
    int chunk = (int) Math.min(CHUNK, known.dim(0));
    int block = Math.min(n, Blocks.rowsOf(chunk));
    Variable asked = Blocks.variable("rows", rows, block);
    Variable part = Variable.steady("known", known.type().with(Shape.of(chunk, known.dim(1))));
    Step step = Step.compile(metric.between(asked.tensor(), part.tensor()).cast(DType.FLOAT32));
    List<Nearest> found = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      found.add(new Nearest(k));
    }
    for (int from = 0; from < known.dim(0); from += chunk) {
      int count = (int) Math.min(chunk, known.dim(0) - from);
      Blocks.load(known, from, count, part);
      for (int first = 0; first < n; first += block) {
        int taken = Math.min(block, n - first);
        Blocks.load(rows, first, taken, asked);
        step.run();
        take(step.output(0), chunk, found.subList(first, first + taken), from, count);
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
}
