package dev.cajal.viz.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Orders the vertices of each layer so that few edges cross: every vertex moves to the mean
 * position of its neighbours, layer by layer, down and up in turn; the best order seen stays.
 */
final class Crossings {
  private static final int SWEEPS = 24;

  private Crossings() {}

  static void reduce(List<List<Vertex>> layers) {
    layers.forEach(Crossings::number);
    List<List<Vertex>> best = copy(layers);
    long fewest = count(layers);
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      boolean downwards = sweep % 2 == 0;
      for (List<Vertex> layer : downwards ? layers : layers.reversed()) {
        layer.sort(Comparator.comparingDouble(v -> mean(v, downwards ? v.up : v.down)));
        number(layer);
      }
      long crossings = count(layers);
      if (crossings < fewest) {
        fewest = crossings;
        best = copy(layers);
      }
    }
    for (int rank = 0; rank < layers.size(); rank++) {
      layers.set(rank, best.get(rank));
      number(layers.get(rank));
    }
  }

  private static double mean(Vertex vertex, List<Vertex> neighbours) {
    return neighbours.stream().mapToInt(v -> v.position).average().orElse(vertex.position);
  }

  private static void number(List<Vertex> layer) {
    for (int i = 0; i < layer.size(); i++) {
      layer.get(i).position = i;
    }
  }

  private static List<List<Vertex>> copy(List<List<Vertex>> layers) {
    List<List<Vertex>> copy = new ArrayList<>();
    layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
    return copy;
  }

  static long count(List<List<Vertex>> layers) {
    long crossings = 0;
    for (List<Vertex> layer : layers) {
      List<Integer> ends = new ArrayList<>();
      for (Vertex vertex : layer) {
        vertex.down.stream().map(v -> v.position).sorted().forEach(ends::add);
      }
      crossings += inversions(ends);
    }
    return crossings;
  }

  /** Pairs in the wrong order, counted with a Fenwick tree. */
  private static long inversions(List<Integer> values) {
    int[] tree = new int[2 + values.stream().mapToInt(v -> v).max().orElse(0)];
    long inversions = 0;
    for (int seen = 0; seen < values.size(); seen++) {
      int notAbove = 0;
      for (int i = values.get(seen) + 1; i > 0; i -= i & -i) {
        notAbove += tree[i];
      }
      inversions += seen - notAbove;
      for (int i = values.get(seen) + 1; i < tree.length; i += i & -i) {
        tree[i]++;
      }
    }
    return inversions;
  }
}
