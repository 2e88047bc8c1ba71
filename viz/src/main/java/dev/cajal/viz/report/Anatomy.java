package dev.cajal.viz.report;

import dev.cajal.viz.graph.DrawnGraph;
import dev.cajal.viz.image.FilterBank;
import java.util.List;
import java.util.Optional;

/**
 * What a model consists of.
 *
 * @param layers the model summary
 * @param drawing the layers and what flows between them
 * @param filters weights of convolutions, first layer first
 */
public record Anatomy(
    List<LayerRow> layers, Optional<DrawnGraph> drawing, List<FilterBank> filters) {

  /** Nothing is shown of the model. */
  public static final Anatomy NONE = new Anatomy(List.of(), Optional.empty(), List.of());

  /** Copies the lists. */
  public Anatomy {
    layers = List.copyOf(layers);
    filters = List.copyOf(filters);
  }
}
