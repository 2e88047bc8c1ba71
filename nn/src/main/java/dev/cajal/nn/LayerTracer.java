package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Topology;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Cast;
import dev.cajal.op.Equal;
import dev.cajal.op.Permute;
import dev.cajal.op.Reshape;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers the nodes of a traced model into layers. */
final class LayerTracer {
  private final Map<String, Module> modules;
  private final List<String> paths;
  private final Module.Call whole;
  private final Map<String, LayerGroup> groups = new LinkedHashMap<>();

  /** The layer that made a node; nodes that do not depend on the input have none. */
  private final Map<Node, LayerGroup> makers = new HashMap<>();

  /** Which application of its layer a node belongs to, where there are several. */
  private final Map<Node, Integer> rounds = new HashMap<>();

  LayerTracer(Module model, TensorType sample) {
    model.trace(sample.with(Shape.of(1).concat(sample.shape())));
    modules = model.modules();
    paths = List.copyOf(modules.keySet());
    whole = model.calls().getLast();
  }

  LayerGraph graph() {
    modules.values().stream().filter(LayerTracer::isLayer).forEach(this::countRounds);
    Node input = whole.input().node();
    LayerGroup begin = new LayerGroup("(input)", "input", "", 0, false, whole.input().shape());
    makers.put(input, begin);
    groups.put(begin.id, begin);
    for (Node node : Topology.order(List.of(whole.output()))) {
      if (node != input) {
        gather(node);
      }
    }
    modules.values().stream().filter(LayerTracer::isLayer).forEach(this::insertIfIdentity);
    return new Towers(sorted()).graph();
  }

  private static boolean isLayer(Module module) {
    return module.children().isEmpty();
  }

  private void countRounds(Module layer) {
    for (int round = 1; round < layer.calls().size(); round++) {
      Module.Call call = layer.calls().get(round);
      Deque<Node> waiting = new ArrayDeque<>(List.of(call.output().node()));
      while (!waiting.isEmpty()) {
        Node node = waiting.pop();
        if (node != call.input().node()
            && node.path().equals(layer.path())
            && rounds.putIfAbsent(node, round) == null) {
          node.inputs().forEach(operand -> waiting.push(operand.node()));
        }
      }
    }
  }

  private void gather(Node node) {
    List<LayerGroup> sources =
        node.inputs().stream()
            .flatMap(operand -> Optional.ofNullable(makers.get(operand.node())).stream())
            .distinct()
            .toList();
    if (sources.isEmpty()) {
      return;
    }
    Module module = modules.get(node.path());
    LayerGroup group;
    if (module != null && isLayer(module)) {
      int round = rounds.getOrDefault(node, 0);
      group =
          groups.computeIfAbsent(
              node.path() + (round == 0 ? "" : "#" + (round + 1)), id -> layer(id, module, round));
    } else if (sources.size() == 1 && sources.getFirst().loose && samePath(sources, node)) {
      group = sources.getFirst();
    } else if (sources.size() == 1 && onlyMoves(node.op())) {
      makers.put(node, sources.getFirst());
      return;
    } else {
      group = loose(node, module);
      groups.put(group.id, group);
    }
    group.nodes.add(node);
    group.output = node.types().getFirst().shape();
    makers.put(node, group);
    sources.stream().filter(source -> source != group).forEach(group.sources::add);
  }

  private static boolean samePath(List<LayerGroup> sources, Node node) {
    return sources.getFirst().nodes.getFirst().path().equals(node.path());
  }

  private LayerGroup layer(String id, Module module, int round) {
    return new LayerGroup(
        id,
        module.path(),
        module + (round == 0 ? "" : ", shared"),
        round == 0 ? trained(module) : 0,
        false,
        Shape.of());
  }

  /** Operations outside of layers; those of a module with parameters are shown as that module. */
  private LayerGroup loose(Node node, @Nullable Module module) {
    String id = node.path() + "/" + groups.size();
    if (module != null && !module.own().isEmpty() && !seen(module.path())) {
      return new LayerGroup(
          id, module.path(), module.toString(), trained(module), true, Shape.of());
    }
    String name = node.op() instanceof Equal ? "one-hot" : node.op().name();
    return new LayerGroup(id, name, "", 0, true, Shape.of());
  }

  private boolean seen(String path) {
    return groups.values().stream()
        .anyMatch(g -> g.loose && !g.kind.isEmpty() && g.name.equals(path));
  }

  private static long trained(Module module) {
    return module.own().stream()
        .filter(Parameter::trainable)
        .mapToLong(p -> p.variable().type().shape().count())
        .sum();
  }

  private static boolean onlyMoves(Op op) {
    return op instanceof Reshape
        || op instanceof Permute
        || op instanceof Cast
        || op instanceof Broadcast;
  }

  /** A layer that gives back its input leaves no node: it goes before the later readers of it. */
  private void insertIfIdentity(Module layer) {
    if (groups.containsKey(layer.path()) || layer.calls().isEmpty()) {
      return;
    }
    Tensor through = layer.calls().getFirst().output();
    LayerGroup source = makers.get(through.node());
    if (source == null || through.node() != layer.calls().getFirst().input().node()) {
      return;
    }
    LayerGroup group = layer(layer.path(), layer, 0);
    group.output = through.shape();
    int place = paths.indexOf(layer.path());
    List<LayerGroup> readers =
        groups.values().stream()
            .filter(g -> !g.loose && g.sources.contains(source) && place(g) > place)
            .toList();
    boolean last = readers.isEmpty() && whole.output().node() == through.node();
    if (readers.isEmpty() && !last) {
      return;
    }
    for (LayerGroup reader : readers) {
      Set<LayerGroup> before = Set.copyOf(reader.sources);
      reader.sources.clear();
      before.forEach(s -> reader.sources.add(s == source ? group : s));
    }
    group.sources.add(source);
    groups.put(group.id, group);
    makers.put(through.node(), group);
  }

  private int place(LayerGroup group) {
    return paths.indexOf(group.id.split("#", 2)[0]);
  }

  /** The layers, readers after what they read, otherwise in the order in which they came. */
  private List<LayerGroup> sorted() {
    List<LayerGroup> waiting = new ArrayList<>(groups.values());
    List<LayerGroup> done = new ArrayList<>();
    while (!waiting.isEmpty()) {
      LayerGroup next =
          waiting.stream()
              .filter(g -> done.containsAll(g.sources))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalStateException(
                      "layer graph: the layers "
                          + waiting.stream().map(g -> g.name).collect(Collectors.joining(", "))
                          + " read each other"));
      waiting.remove(next);
      done.add(next);
    }
    return done;
  }
}
