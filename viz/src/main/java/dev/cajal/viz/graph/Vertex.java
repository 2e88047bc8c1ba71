package dev.cajal.viz.graph;

import java.util.ArrayList;
import java.util.List;

/** A node of the graph while it is laid out, or a place where a long edge passes a layer. */
final class Vertex {
  /** Position among all vertices. */
  final int index;

  /** Number of the layer from the top. */
  final int rank;

  final boolean passage;
  final double width;
  final double height;
  final List<Vertex> up = new ArrayList<>();
  final List<Vertex> down = new ArrayList<>();

  /** Position in its layer from the left. */
  int position;

  /** Centre. */
  double x;

  Vertex(int index, int rank, boolean passage, double width, double height) {
    this.index = index;
    this.rank = rank;
    this.passage = passage;
    this.width = width;
    this.height = height;
  }

  void linkDown(Vertex below) {
    down.add(below);
    below.up.add(this);
  }
}
