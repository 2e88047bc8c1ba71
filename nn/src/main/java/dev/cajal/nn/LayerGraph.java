package dev.cajal.nn;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import java.util.List;

/**
 * The layers of a model and what flows between them, read off the graph that the model records: so
 * branches, joins and layers that are applied twice are where the model puts them. Only shapes are
 * inferred.
 *
 * <pre>{@code
 * LayerGraph graph = LayerGraph.of(Zoo.create("alexnet-two-tower", 1000), Shape.of(3, 227, 227));
 * graph.layers().getLast().output(); // [1000]
 * }</pre>
 *
 * @param layers readers after what they read: the input first, the layer that answers last
 * @param links each from a layer to one that reads it
 */
public record LayerGraph(List<Layer> layers, List<Link> links) {

  /**
   * One application of a layer, of one group of a convolution in groups, or of the operations that
   * a composite module applies itself, such as the addition of a shortcut.
   *
   * @param id distinct
   * @param name the path of the module; for operations outside of layers what they do
   * @param kind the kind of layer and its options; empty for operations
   * @param output the shape of its output for one sample
   * @param parameters how many numbers of its own training changes
   */
  public record Layer(String id, String name, String kind, Shape output, long parameters) {}

  /**
   * Data that flows.
   *
   * @param from the id of the layer that makes it
   * @param to the id of the layer that reads it
   */
  public record Link(String from, String to) {}

  /** Copies the lists. */
  public LayerGraph {
    layers = List.copyOf(layers);
    links = List.copyOf(links);
  }

  /**
   * Describes a model over float32 samples; one that has no shapes yet gets them here.
   *
   * @param sample the shape of one sample, without the batch
   * @throws dev.cajal.backend.ShapeException if the layers do not fit each other
   */
  public static LayerGraph of(Module model, Shape sample) {
    return of(model, new TensorType(DType.FLOAT32, sample));
  }

  /**
   * Describes a model over samples of a type.
   *
   * @param sample the type of one sample, without the batch
   * @throws dev.cajal.backend.ShapeException if the layers do not fit each other
   */
  public static LayerGraph of(Module model, TensorType sample) {
    return new LayerTracer(model, sample).graph();
  }
}
