package dev.cajal.classic;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.graph.Step;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.op.MatMul;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.Arrays;

/** The turns of k-means over one table. */
final class Lloyd {
  private final Tensor features;
  private final int samples;
  private final int k;
  private final Variable centres;
  private final Step turn;
  private final Variable centre;
  private final Step toOne;

  Lloyd(Tensor features, int k) {
    this.features = features;
    this.samples = Math.toIntExact(features.dim(0));
    this.k = k;
    centres = Blocks.variable("centres", features, k);
    Tensor squares = Distances.squared(features, centres.tensor());
    Tensor nearest = squares.argmin(1);
    Tensor members = nearest.oneHot(k, features.dtype());
    Tensor sums = Tensor.apply(new MatMul(true, false), members, features);
    turn = Step.compile(nearest.cast(DType.FLOAT64), squares.min(1), sums, members.sum(0));
    centre = Blocks.variable("centre", features, 1);
    toOne = Step.compile(Distances.squared(features, centre.tensor()).reshape(samples));
  }

  /** Returns samples that lie apart, as k-means++ chooses them. */
  int[] spread(RandomStream random) {
    int[] chosen = new int[k];
    double[] squares = new double[samples];
    Arrays.fill(squares, Double.POSITIVE_INFINITY);
    chosen[0] = random.nextInt(samples);
    for (int c = 1; c < k; c++) {
      Blocks.load(features, chosen[c - 1], 1, centre);
      toOne.run();
      HostArray distances = HostArray.of(toOne.type(0), toOne.output(0));
      double sum = 0;
      for (int i = 0; i < samples; i++) {
        squares[i] = i == chosen[c - 1] ? 0 : Math.min(squares[i], distances.get(i));
        sum += squares[i];
      }
      if (sum == 0) {
        throw tooMany(c);
      }
      chosen[c] = drawn(squares, random.nextFloat() * sum);
    }
    return chosen;
  }

  private static int drawn(double[] squares, double place) {
    int last = 0;
    double sum = 0;
    for (int i = 0; i < squares.length; i++) {
      if (squares[i] > 0) {
        last = i;
        sum += squares[i];
        if (sum > place) {
          return i;
        }
      }
    }
    return last;
  }

  private IllegalArgumentException tooMany(int different) {
    return new IllegalArgumentException(
        "k-means: k is %d, but only %d samples differ; choose k from 1 to %d"
            .formatted(k, different, different));
  }

  /** Takes turns from samples as the first centres until no sample changes its cluster. */
  Clusters run(int[] first, int most) {
    double[] places = new double[k * (int) features.dim(1)];
    for (int c = 0; c < k; c++) {
      place(first[c], places, c);
    }
    double[] before = {};
    for (int t = 1; ; t++) {
      centres.set(places);
      turn.run();
      double[] clusters = read(0);
      double[] squares = read(1);
      if (Arrays.equals(clusters, before) || t > most) {
        double inertia = Arrays.stream(squares).sum();
        return new Clusters(
            Tensor.of(centres.type().shape(), places).cast(features.dtype()), inertia, t - 1);
      }
      before = clusters;
      move(places, squares);
    }
  }

  private void move(double[] places, double[] squares) {
    double[] sums = read(2);
    double[] counts = read(3);
    int d = places.length / k;
    for (int c = 0; c < k; c++) {
      if (counts[c] > 0) {
        for (int j = 0; j < d; j++) {
          places[c * d + j] = sums[c * d + j] / counts[c];
        }
        continue;
      }
      int farthest = 0;
      for (int i = 0; i < samples; i++) {
        farthest = squares[i] > squares[farthest] ? i : farthest;
      }
      if (squares[farthest] == 0) {
        throw tooMany((int) Arrays.stream(counts).filter(n -> n > 0).count());
      }
      place(farthest, places, c);
      squares[farthest] = 0;
    }
  }

  private void place(int sample, double[] places, int c) {
    int d = places.length / k;
    HostArray values = HostArray.of(features.type(), features.values());
    for (int j = 0; j < d; j++) {
      places[c * d + j] = values.get((long) sample * d + j);
    }
  }

  private double[] read(int output) {
    HostArray values = HostArray.of(turn.type(output), turn.output(output));
    double[] copy = new double[(int) turn.type(output).shape().count()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values.get(i);
    }
    return copy;
  }
}
