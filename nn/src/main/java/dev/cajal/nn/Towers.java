package dev.cajal.nn;

import dev.cajal.backend.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Divides layers between which channels are kept apart into the towers that they are: convolutions
 * in a few groups, what follows them channel by channel, and what only they read.
 */
final class Towers {
  /** With more groups than these a convolution is depthwise rather than a tower. */
  private static final long MOST = 4;

  private final List<LayerGroup> layers;

  /** In how many towers a layer stands; absent for one. */
  private final Map<LayerGroup, Long> towers = new HashMap<>();

  Towers(List<LayerGroup> layers) {
    this.layers = layers;
    layers.forEach(this::divideAlone);
    layers.forEach(this::divideLikeSources);
    layers.reversed().forEach(this::divideLikeReaders);
  }

  LayerGraph graph() {
    List<LayerGraph.Layer> drawn = new ArrayList<>();
    List<LayerGraph.Link> links = new ArrayList<>();
    for (LayerGroup layer : layers) {
      long count = count(layer);
      for (long i = 0; i < count; i++) {
        Shape shape = layer.output.slice(1, layer.output.rank());
        drawn.add(
            new LayerGraph.Layer(
                id(layer, i),
                count == 1 ? layer.name : "%s, tower %d".formatted(layer.name, i + 1),
                layer.kind,
                count == 1 ? shape : shape.with(0, shape.dim(0) / count),
                layer.parameters / count));
        for (LayerGroup source : layer.sources) {
          long only = i;
          LongStream.range(0, count(source))
              .filter(k -> !apart(layer) || count(source) != count || k == only)
              .forEach(k -> links.add(new LayerGraph.Link(id(source, k), id(layer, only))));
        }
      }
    }
    return new LayerGraph(drawn, links);
  }

  private String id(LayerGroup layer, long tower) {
    String id = layer.id.isEmpty() ? "model" : layer.id;
    return count(layer) == 1 ? id : id + ":" + (tower + 1);
  }

  private long count(LayerGroup layer) {
    return towers.getOrDefault(layer, 1L);
  }

  /** Whether a tower of the layer reads the same tower of its source only. */
  private static boolean apart(LayerGroup layer) {
    return layer.convolutionGroups() > 1 || layer.channelwise();
  }

  private void divideAlone(LayerGroup layer) {
    long groups = layer.convolutionGroups();
    if (groups > 1 && groups <= MOST) {
      towers.put(layer, groups);
    }
  }

  private void divideLikeSources(LayerGroup layer) {
    List<Long> counts = layer.sources.stream().map(this::count).distinct().toList();
    if (layer.channelwise() && counts.size() == 1 && counts.getFirst() > 1) {
      towers.put(layer, counts.getFirst());
    }
  }

  private void divideLikeReaders(LayerGroup layer) {
    List<LayerGroup> readers = layers.stream().filter(r -> r.sources.contains(layer)).toList();
    List<Long> counts = readers.stream().map(this::count).distinct().toList();
    boolean able = layer.convolutionGroups() == 1 || layer.channelwise();
    if (able
        && !layer.sources.isEmpty()
        && counts.size() == 1
        && counts.getFirst() > 1
        && layer.output.dim(1) % counts.getFirst() == 0
        && readers.stream().allMatch(Towers::apart)) {
      towers.put(layer, counts.getFirst());
    }
  }
}
