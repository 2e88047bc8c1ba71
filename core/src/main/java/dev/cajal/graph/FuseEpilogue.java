package dev.cajal.graph;

import dev.cajal.op.Add;
import dev.cajal.op.Conv;
import dev.cajal.op.MatMul;
import dev.cajal.op.Relu;
import java.util.List;

/**
 * A pass: a bias and a rectifier that follow a convolution or matrix product, and are the only
 * users of its result, move into it.
 */
final class FuseEpilogue extends Rewrite {
  private final Graph graph;
  private final List<List<Integer>> consumers;

  private FuseEpilogue(Graph graph) {
    this.graph = graph;
    this.consumers = graph.consumers();
  }

  static Graph apply(Graph graph) {
    return new FuseEpilogue(graph).run(graph);
  }

  @Override
  List<Graph.Value> rewrite(int number, Graph.Vertex vertex, List<Graph.Value> inputs) {
    if (vertex.op() instanceof Add) {
      for (int side = 0; side < 2; side++) {
        Graph.Value contraction = inputs.get(side);
        if (isContraction(contraction) && onlyUser(vertex.inputs().get(side), number)) {
          Graph.Vertex producer = out.vertex(contraction);
          int axis =
              producer.op() instanceof Conv ? 1 : vertex.types().getFirst().shape().rank() - 1;
          Graph.Value bias = ChannelVectors.of(out, inputs.get(1 - side), axis, vertex.path());
          if (bias != null) {
            return List.of(
                out.add(
                    new Epilogue(producer.op(), true, axis, false),
                    List.of(producer.inputs().get(0), producer.inputs().get(1), bias),
                    vertex.path()));
          }
        }
      }
    }
    if (vertex.op() instanceof Relu && onlyUser(vertex.inputs().getFirst(), number)) {
      Graph.Vertex producer = out.vertex(inputs.getFirst());
      if (producer.op() instanceof Epilogue e && !e.relu()) {
        Epilogue rectified = new Epilogue(e.contraction(), e.bias(), e.axis(), true);
        return List.of(out.add(rectified, producer.inputs(), producer.path()));
      }
      if (isContraction(inputs.getFirst())) {
        Epilogue rectified = new Epilogue(producer.op(), false, 0, true);
        return List.of(out.add(rectified, producer.inputs(), producer.path()));
      }
    }
    return keep(vertex, inputs);
  }

  private boolean isContraction(Graph.Value value) {
    return out.vertex(value).op() instanceof Conv || out.vertex(value).op() instanceof MatMul;
  }

  private boolean onlyUser(Graph.Value value, int user) {
    return consumers.get(value.vertex()).equals(List.of(user)) && !graph.results().contains(value);
  }
}
