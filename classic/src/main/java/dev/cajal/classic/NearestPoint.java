package dev.cajal.classic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Wolfe's search for the point of a convex hull that is nearest to 0. It holds a few points, the
 * corral, whose affine hull has its nearest point inside; the point that lies the farthest towards
 * 0 joins them, and those leave that the new nearest point does not need.
 */
final class NearestPoint {
  private static final double MEETS = 1e-8;
  private static final double OPTIMAL = 1e-12;
  private static final double WORK = 2e9;

  private final SignedPoints points;
  private final List<Integer> corral = new ArrayList<>();
  private double[] share = {1};
  private double[] nearest;

  NearestPoint(SignedPoints points) {
    this.points = points;
    this.nearest = new double[points.dimensions()];
  }

  Separability decide() {
    double radius = 0;
    int shortest = 0;
    for (int i = 0; i < points.count(); i++) {
      radius = Math.max(radius, Math.sqrt(points.product(i, i)));
      if (points.product(i, i) < points.product(shortest, shortest)) {
        shortest = i;
      }
    }
    corral.add(shortest);
    points.addTo(nearest, shortest);
    double work = 0;
    while (true) {
      double square = dot(nearest, nearest);
      if (Math.sqrt(square) <= MEETS * radius) {
        return answer(Separability.Verdict.NOT_SEPARABLE, 0, radius);
      }
      int towards = towards();
      double least = points.product(towards, nearest);
      if (square - least <= OPTIMAL * radius * radius || corral.contains(towards)) {
        return least > 0
            ? answer(Separability.Verdict.SEPARABLE, least / Math.sqrt(square), radius)
            : answer(Separability.Verdict.UNDECIDED, 0, radius);
      }
      work += (double) points.count() * points.dimensions() + Math.pow(corral.size(), 3);
      if (work > WORK) {
        return least > 0
            ? answer(Separability.Verdict.SEPARABLE, least / Math.sqrt(square), radius)
            : answer(Separability.Verdict.UNDECIDED, 0, radius);
      }
      admit(towards);
    }
  }

  private Separability answer(Separability.Verdict verdict, double margin, double radius) {
    double[] proof = new double[points.count()];
    for (int i = 0; i < share.length; i++) {
      proof[corral.get(i)] = share[i];
    }
    return new Separability(verdict, margin, radius, nearest, proof);
  }

  private int towards() {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < points.count(); i++) {
      double product = points.product(i, nearest);
      if (product < least) {
        least = product;
        best = i;
      }
    }
    return best;
  }

  private void admit(int point) {
    corral.add(point);
    share = Arrays.copyOf(share, corral.size());
    while (true) {
      double[] wanted = affine();
      double step = 1;
      for (int i = 0; i < wanted.length; i++) {
        if (wanted[i] <= 0) {
          step = Math.min(step, share[i] / (share[i] - wanted[i]));
        }
      }
      for (int i = 0; i < share.length; i++) {
        share[i] += step * (wanted[i] - share[i]);
      }
      if (step == 1) {
        break;
      }
      leave();
    }
    nearest = new double[points.dimensions()];
    for (int i = 0; i < share.length; i++) {
      points.addTo(nearest, corral.get(i), share[i]);
    }
  }

  /** Drops the points that have no share any more; at least the one with the least. */
  private void leave() {
    int least = 0;
    for (int i = 0; i < share.length; i++) {
      least = share[i] < share[least] ? i : least;
    }
    share[least] = 0;
    List<Integer> kept = new ArrayList<>();
    double[] shares = new double[share.length];
    for (int i = 0; i < share.length; i++) {
      if (share[i] > 0) {
        shares[kept.size()] = share[i];
        kept.add(corral.get(i));
      }
    }
    corral.clear();
    corral.addAll(kept);
    share = Arrays.copyOf(shares, kept.size());
  }

  /** Returns the shares, of sum 1 and any sign, of the nearest point of the affine hull. */
  private double[] affine() {
    int m = corral.size();
    double[] a = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        a[i * m + j] = 1 + points.product((int) corral.get(i), (int) corral.get(j));
        a[j * m + i] = a[i * m + j];
      }
    }
    double[] ones = new double[m];
    Arrays.fill(ones, 1);
    double[] solved = Cholesky.lenient(a, m).solved(ones);
    double sum = 0;
    for (double v : solved) {
      sum += v;
    }
    for (int i = 0; i < m; i++) {
      solved[i] /= sum;
    }
    return solved;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
