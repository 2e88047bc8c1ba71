package dev.cajal.classic.embed;

import java.util.Arrays;

/**
 * Points of the plane in ever smaller squares (Barnes and Hut 1986). Nodes stand in the order of a
 * walk that visits a square before its quarters, and each knows where the walk goes on if its
 * quarters are left out; so a walk needs no stack.
 */
final class QuadTree {
  private static final int BUCKET = 8;
  private static final int DEEPEST = 40;
  private static final int LEAF = -1;

  private final int[] order;
  private final int[] spare;
  private final double[] x;
  private final double[] y;
  // Of each node: the centre of its points, their number, its squared side, the node that follows
  // it and its quarters, and the first of its points if it is a leaf.
  private double[] centreX = new double[64];
  private double[] centreY = new double[64];
  private int[] counts = new int[64];
  private double[] squares = new double[64];
  private int[] follower = new int[64];
  private int[] first = new int[64];
  private int nodes;

  QuadTree(int points) {
    order = new int[points];
    Arrays.setAll(order, i -> i);
    spare = new int[points];
    x = new double[points];
    y = new double[points];
  }

  /** Sorts points anew. */
  void build(double[] px, double[] py) {
    double left = Arrays.stream(px).min().orElseThrow();
    double bottom = Arrays.stream(py).min().orElseThrow();
    double width = Arrays.stream(px).max().orElseThrow() - left;
    double height = Arrays.stream(py).max().orElseThrow() - bottom;
    nodes = 0;
    split(px, py, 0, order.length, left, bottom, Math.max(width, height), 0);
    for (int place = 0; place < order.length; place++) {
      x[place] = px[order[place]];
      y[place] = py[order[place]];
    }
  }

  private void split(
      double[] px, double[] py, int from, int to, double left, double bottom, double side, int at) {
    int node = nodes++;
    if (node == counts.length) {
      grow();
    }
    double sumX = 0;
    double sumY = 0;
    for (int place = from; place < to; place++) {
      sumX += px[order[place]];
      sumY += py[order[place]];
    }
    int count = to - from;
    centreX[node] = sumX / count;
    centreY[node] = sumY / count;
    counts[node] = count;
    squares[node] = side * side;
    boolean leaf = count <= BUCKET || at == DEEPEST;
    first[node] = leaf ? from : LEAF;
    if (!leaf) {
      double half = side / 2;
      int[] ends = quarter(px, py, from, to, left + half, bottom + half);
      for (int q = 0; q < 4; q++) {
        int begin = q == 0 ? from : ends[q - 1];
        if (ends[q] > begin) {
          double low = q < 2 ? bottom : bottom + half;
          split(px, py, begin, ends[q], q % 2 == 0 ? left : left + half, low, half, at + 1);
        }
      }
    }
    follower[node] = nodes;
  }

  /** Brings the points of each quarter together and returns where each ends. */
  private int[] quarter(double[] px, double[] py, int from, int to, double midX, double midY) {
    int[] ends = new int[4];
    for (int place = from; place < to; place++) {
      ends[quarter(px, py, order[place], midX, midY)]++;
    }
    int[] next = new int[4];
    int begin = from;
    for (int q = 0; q < 4; q++) {
      next[q] = begin;
      begin += ends[q];
    }
    for (int place = from; place < to; place++) {
      int point = order[place];
      spare[next[quarter(px, py, point, midX, midY)]++] = point;
    }
    System.arraycopy(spare, from, order, from, to - from);
    return next;
  }

  private static int quarter(double[] px, double[] py, int point, double midX, double midY) {
    return (px[point] >= midX ? 1 : 0) + (py[point] >= midY ? 2 : 0);
  }

  private void grow() {
    int more = 2 * counts.length;
    centreX = Arrays.copyOf(centreX, more);
    centreY = Arrays.copyOf(centreY, more);
    counts = Arrays.copyOf(counts, more);
    squares = Arrays.copyOf(squares, more);
    follower = Arrays.copyOf(follower, more);
    first = Arrays.copyOf(first, more);
  }

  /** Returns the point that stands at a place; points near each other stand near each other. */
  int point(int place) {
    return order[place];
  }

  /**
   * Computes Σ_j w² (y_i − y_j) and Σ_j w over all others, w = 1/(1 + ‖y_i − y_j‖²), where a square
   * that is far away counts as so many points at its centre: one whose side is less than θ times
   * its distance.
   *
   * @param place of the point
   * @param thetaSquared θ²; with 0 the sums are exact
   * @param sums takes the force along x and y, and the sum of w
   */
  void forces(int place, double thetaSquared, double[] sums) {
    double ownX = x[place];
    double ownY = y[place];
    double forceX = 0;
    double forceY = 0;
    double total = -1; // the point itself, whose w is 1 and whose force is 0
    int node = 0;
    while (node < nodes) {
      double dx = ownX - centreX[node];
      double dy = ownY - centreY[node];
      double square = dx * dx + dy * dy;
      if (squares[node] < thetaSquared * square) {
        double w = 1 / (1 + square);
        double many = counts[node] * w;
        total += many;
        forceX += many * w * dx;
        forceY += many * w * dy;
        node = follower[node];
        continue;
      }
      int begin = first[node];
      if (begin != LEAF) {
        for (int other = begin; other < begin + counts[node]; other++) {
          double ox = ownX - x[other];
          double oy = ownY - y[other];
          double w = 1 / (1 + ox * ox + oy * oy);
          total += w;
          forceX += w * w * ox;
          forceY += w * w * oy;
        }
      }
      node++;
    }
    sums[0] = forceX;
    sums[1] = forceY;
    sums[2] = total;
  }
}
