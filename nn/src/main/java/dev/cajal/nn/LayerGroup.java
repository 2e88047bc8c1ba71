package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.op.AvgPool;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Conv;
import dev.cajal.op.MaxPool;
import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Nodes of the graph that are one layer on a drawing. */
final class LayerGroup {
  final String id;
  final String name;
  final String kind;
  final long parameters;

  /** Whether these are the operations of a composite module itself. */
  final boolean loose;

  final List<Node> nodes = new ArrayList<>();
  final Set<LayerGroup> sources = new LinkedHashSet<>();

  /** With the batch axis. */
  Shape output;

  LayerGroup(String id, String name, String kind, long parameters, boolean loose, Shape output) {
    this.id = id;
    this.name = name;
    this.kind = kind;
    this.parameters = parameters;
    this.loose = loose;
    this.output = output;
  }

  /** In how many parts the convolution here divides the channels; 0 if there is none. */
  long convolutionGroups() {
    return nodes.stream()
        .map(Node::op)
        .filter(Conv.class::isInstance)
        .mapToLong(op -> ((Conv) op).window().groups())
        .max()
        .orElse(0);
  }

  /** Whether each channel of the output depends on the same channel of the input alone. */
  boolean channelwise() {
    return output.rank() > 2
        && nodes.stream()
            .map(Node::op)
            .allMatch(op ->
                op instanceof Elementwise
                    || op instanceof Broadcast
                    || op instanceof MaxPool
                    || op instanceof AvgPool);
  }
}
