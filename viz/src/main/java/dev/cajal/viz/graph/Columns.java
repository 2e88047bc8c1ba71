package dev.cajal.viz.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Gives the vertices of ordered layers their x, so that chains run straight down.
 *
 * <p>After U. Brandes, B. Köpf, "Fast and simple horizontal coordinate assignment", Graph Drawing
 * 2001: vertices are joined to blocks of equal x, blocks are pushed together, four times towards
 * the four corners, and each vertex takes the mean of its two middle places. Differing from the
 * paper, an edge may become straight only if neither of its ends has a better candidate: pieces of
 * long edges go before edges between nodes, and those before edges that begin or end a long one. So
 * the trunk of a residual network stays straight.
 */
final class Columns {
  private final List<List<Vertex>> layers;
  private final int count;
  private final double gap;

  private Columns(List<List<Vertex>> layers, double gap) {
    this.layers = layers;
    this.count = layers.stream().mapToInt(List::size).sum();
    this.gap = gap;
  }

  /** Sets x of every vertex; the leftmost edge of all is at 0. */
  static void place(List<List<Vertex>> layers, double gap) {
    new Columns(layers, gap).place();
  }

  private void place() {
    double[][] places = new double[4][];
    for (int corner = 0; corner < 4; corner++) {
      places[corner] = corner(corner < 2, corner % 2 == 0);
    }
    alignPlaces(places);
    double leftmost = Double.POSITIVE_INFINITY;
    for (List<Vertex> layer : layers) {
      for (Vertex vertex : layer) {
        double[] four = new double[4];
        for (int corner = 0; corner < 4; corner++) {
          four[corner] = places[corner][vertex.index];
        }
        Arrays.sort(four);
        vertex.x = (four[1] + four[2]) / 2;
        leftmost = Math.min(leftmost, vertex.x - vertex.width / 2);
      }
    }
    for (List<Vertex> layer : layers) {
      for (Vertex vertex : layer) {
        vertex.x -= leftmost;
      }
    }
  }

  private double[] corner(boolean downwards, boolean leftwards) {
    List<List<Vertex>> seen = new ArrayList<>();
    for (List<Vertex> layer : downwards ? layers : layers.reversed()) {
      seen.add(leftwards ? layer : layer.reversed());
    }
    double[] x = compact(seen, blocks(seen, downwards, leftwards));
    if (!leftwards) {
      for (int i = 0; i < x.length; i++) {
        x[i] = -x[i];
      }
    }
    return x;
  }

  /** The block of each vertex, named by the index of its first vertex. */
  private int[] blocks(List<List<Vertex>> seen, boolean downwards, boolean leftwards) {
    int[] root = new int[count];
    boolean[] joined = new boolean[count];
    Arrays.setAll(root, i -> i);
    for (List<Vertex> layer : seen) {
      int last = leftwards ? -1 : Integer.MAX_VALUE;
      for (Vertex vertex : layer) {
        List<Vertex> above = candidates(vertex, downwards);
        int middle = above.size() - 1;
        for (int i = middle / 2; i <= (middle + 1) / 2 && i <= middle; i++) {
          Vertex neighbour = above.get(leftwards ? i : middle - i);
          int position = neighbour.position;
          boolean free = leftwards ? last < position : last > position;
          if (!joined[vertex.index] && free && !crossesLongEdge(vertex, neighbour)) {
            root[vertex.index] = root[neighbour.index];
            joined[vertex.index] = true;
            last = position;
          }
        }
      }
    }
    return root;
  }

  private static List<Vertex> candidates(Vertex vertex, boolean downwards) {
    List<Vertex> neighbours = downwards ? vertex.up : vertex.down;
    int most = best(vertex, neighbours);
    return neighbours.stream()
        .filter(n -> claim(vertex, n) == most && best(n, downwards ? n.down : n.up) == most)
        .sorted(Comparator.comparingInt(n -> n.position))
        .toList();
  }

  private static int best(Vertex vertex, List<Vertex> neighbours) {
    return neighbours.stream().mapToInt(n -> claim(vertex, n)).max().orElse(0);
  }

  private static int claim(Vertex a, Vertex b) {
    return a.passage && b.passage ? 3 : a.passage || b.passage ? 1 : 2;
  }

  private boolean crossesLongEdge(Vertex a, Vertex b) {
    if (a.passage && b.passage) {
      return false;
    }
    Vertex upper = a.rank < b.rank ? a : b;
    Vertex lower = a.rank < b.rank ? b : a;
    return layers.get(upper.rank).stream()
        .filter(v -> v.passage)
        .flatMap(v -> v.down.stream().filter(next -> next.passage).map(next -> List.of(v, next)))
        .anyMatch(piece ->
            piece.getFirst().position < upper.position
                != piece.getLast().position < lower.position);
  }

  /** Pushes the blocks to the left as far as their neighbours let them, then closes gaps. */
  private double[] compact(List<List<Vertex>> seen, int[] root) {
    List<List<Bound>> left = new ArrayList<>();
    List<List<Bound>> right = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      left.add(new ArrayList<>());
      right.add(new ArrayList<>());
    }
    for (List<Vertex> layer : seen) {
      for (int i = 1; i < layer.size(); i++) {
        Vertex a = layer.get(i - 1);
        Vertex b = layer.get(i);
        double distance = (a.width + b.width) / 2 + gap;
        left.get(root[b.index]).add(new Bound(root[a.index], distance));
        right.get(root[a.index]).add(new Bound(root[b.index], distance));
      }
    }
    int[] order = sorted(left, right);
    double[] x = new double[count];
    for (int block : order) {
      for (Bound bound : left.get(block)) {
        x[block] = Math.max(x[block], x[bound.block] + bound.distance);
      }
    }
    for (int i = order.length - 1; i >= 0; i--) {
      int block = order[i];
      double room = Double.POSITIVE_INFINITY;
      for (Bound bound : right.get(block)) {
        room = Math.min(room, x[bound.block] - bound.distance);
      }
      x[block] = Double.isInfinite(room) ? x[block] : Math.max(x[block], room);
    }
    double[] places = new double[count];
    Arrays.setAll(places, i -> x[root[i]]);
    return places;
  }

  /** The neighbour of a block and the least distance between their centres. */
  private record Bound(int block, double distance) {}

  /** The blocks from left to right: each after all that bound it on the left. */
  private int[] sorted(List<List<Bound>> left, List<List<Bound>> right) {
    int[] waiting = new int[count];
    int[] order = new int[count];
    int end = 0;
    for (int i = 0; i < count; i++) {
      waiting[i] = left.get(i).size();
      if (waiting[i] == 0) {
        order[end++] = i;
      }
    }
    for (int next = 0; next < end; next++) {
      for (Bound bound : right.get(order[next])) {
        if (--waiting[bound.block] == 0) {
          order[end++] = bound.block;
        }
      }
    }
    return order;
  }

  /** Moves all four to the narrowest one: those pushed left by their left ends, others by right. */
  private void alignPlaces(double[][] places) {
    int narrowest = 0;
    for (int corner = 1; corner < 4; corner++) {
      if (end(places[corner], 1) - end(places[corner], -1)
          < end(places[narrowest], 1) - end(places[narrowest], -1)) {
        narrowest = corner;
      }
    }
    double[] target = {end(places[narrowest], -1), end(places[narrowest], 1)};
    for (int corner = 0; corner < 4; corner++) {
      int side = corner % 2;
      double shift = target[side] - end(places[corner], side == 0 ? -1 : 1);
      for (int i = 0; i < count; i++) {
        places[corner][i] += shift;
      }
    }
  }

  /** The outermost edge of all boxes on the left (-1) or right (1). */
  private double end(double[] x, int side) {
    double end = Double.NEGATIVE_INFINITY;
    for (List<Vertex> layer : layers) {
      for (Vertex vertex : layer) {
        end = Math.max(end, side * x[vertex.index] + vertex.width / 2);
      }
    }
    return side * end;
  }
}
