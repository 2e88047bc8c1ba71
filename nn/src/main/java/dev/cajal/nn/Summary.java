package dev.cajal.nn;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Topology;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model consists of, layer by layer, for one sample. Only shapes are inferred: the summary
 * of a huge model touches no memory.
 *
 * <pre>{@code
 * Summary summary = Summary.of(Zoo.create("vgg16", 1000), Shape.of(3, 224, 224));
 * summary.totals().parameters(); // 138357544
 * }</pre>
 *
 * @param input the shape of one sample
 * @param rows the modules that have no children or parameters of their own, outer ones first
 * @param totals the sums
 */
public record Summary(Shape input, List<Row> rows, Totals totals) {

  /**
   * One layer.
   *
   * @param path the dotted path; empty for a model of one layer
   * @param layer the kind of layer and its options
   * @param output the shape of its output for one sample
   * @param parameters how many numbers training changes
   * @param multiplications those of its convolutions and matrix products, for one sample
   * @param units the elements of the outputs of these, for one sample
   * @param bytes the memory of its output for one sample
   * @param receptiveField over how many rows of the input image an element of the output sees; 0
   *     where the output is no image
   */
  public record Row(
      String path,
      String layer,
      Shape output,
      long parameters,
      long multiplications,
      long units,
      long bytes,
      long receptiveField) {}

  /**
   * The sums over the model.
   *
   * @param parameters how many numbers training changes
   * @param buffers how many numbers are kept besides
   * @param multiplications those of convolutions and matrix products, for one sample
   * @param bytes the memory of the outputs of the rows, for one sample
   * @param units the elements of the outputs of all convolutions and matrix products, for one
   *     sample
   */
  public record Totals(
      long parameters, long buffers, long multiplications, long bytes, long units) {}

  /** Copies the rows. */
  public Summary {
    rows = List.copyOf(rows);
  }

  /**
   * Describes a model over float32 samples; one that has no shapes yet gets them here.
   *
   * @param sample the shape of one sample, without the batch
   * @throws dev.cajal.backend.ShapeException if the layers do not fit each other
   */
  public static Summary of(Module model, Shape sample) {
    return of(model, new TensorType(DType.FLOAT32, sample));
  }

  /**
   * Describes a model over samples of a type, such as the int64 of words.
   *
   * @param sample the type of one sample, without the batch
   * @throws dev.cajal.backend.ShapeException if the layers do not fit each other
   */
  public static Summary of(Module model, TensorType sample) {
    Tensor output = model.trace(sample.with(Shape.of(1).concat(sample.shape())));
    Map<String, Long> multiplications = new HashMap<>();
    Map<String, Tensor> outputs = new HashMap<>();
    Map<String, Long> units = new HashMap<>();
    List<Node> nodes = Topology.order(List.of(output));
    for (Node node : nodes) {
      // The parts of a saved graph are never applied themselves: what they last computed must do.
      outputs.put(node.path(), node.outputs().getFirst());
      if (Followers.CONTRACTIONS.contains(node.op().name())) {
        List<TensorType> inputs = node.inputs().stream().map(Tensor::type).toList();
        multiplications.merge(
            node.path(), node.op().multiplications(inputs, node.types()), Math::addExact);
        units.merge(node.path(), node.types().getFirst().shape().count(), Math::addExact);
      }
    }
    Map<Node, Long> fields = ReceptiveFields.of(nodes, model.calls().getLast().input().node());
    List<Row> rows = new ArrayList<>();
    for (Module module : model.modules().values()) {
      String path = module.path();
      Tensor y = module.calls().isEmpty() ? outputs.get(path) : module.calls().getLast().output();
      if (y != null && (module.children().isEmpty() || !module.own().isEmpty())) {
        rows.add(
            row(
                module,
                y,
                multiplications.getOrDefault(path, 0L),
                units.getOrDefault(path, 0L),
                fields));
      }
    }
    Totals totals =
        new Totals(
            count(model.parameters().stream().mapToLong(v -> v.type().shape().count()).toArray()),
            count(model.buffers().stream().mapToLong(v -> v.type().shape().count()).toArray()),
            count(multiplications.values().stream().mapToLong(m -> m).toArray()),
            count(rows.stream().mapToLong(Row::bytes).toArray()),
            count(units.values().stream().mapToLong(u -> u).toArray()));
    return new Summary(sample.shape(), rows, totals);
  }

  private static Row row(
      Module module, Tensor y, long multiplications, long units, Map<Node, Long> fields) {
    Shape shape = y.shape();
    long parameters =
        count(
            module.own().stream()
                .filter(Parameter::trainable)
                .mapToLong(p -> p.variable().type().shape().count())
                .toArray());
    return new Row(
        module.path(),
        module.toString(),
        shape.slice(1, shape.rank()),
        parameters,
        multiplications,
        units,
        y.type().bytes(),
        shape.rank() < 3 ? 0 : fields.getOrDefault(y.node(), 0L));
  }

  private static long count(long... counts) {
    long sum = 0;
    for (long count : counts) {
      sum = Math.addExact(sum, count);
    }
    return sum;
  }
}
