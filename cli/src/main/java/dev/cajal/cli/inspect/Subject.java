package dev.cajal.cli.inspect;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Module;
import dev.cajal.nn.PathPattern;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.inspect.Layers;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is inspected: a trained model, the image to look at, the data to go through. */
public final class Subject {
  private final String name;
  private final Module model;
  private final Shape sample;
  private final Transform prepare;
  private final List<String> classes;
  private final DataReader reader;
  private final InspectOptions options;
  private final Layers layers;
  private @Nullable InspectedData data;
  private @Nullable InspectedImage image;
  private @Nullable Codes codes;

  /**
   * Describes what is inspected; nothing is read yet.
   *
   * @param name of the model, for the page
   * @param model built and trained
   * @param sample the shape of the samples that it takes, [channels, height, width]
   * @param prepare what every sample needs before the model sees it
   * @param classes what its outputs mean
   * @param reader finds the data when a part asks for it
   * @param options for the parts
   * @throws IllegalArgumentException if no layer fits the pattern of the options
   */
  public Subject(
      String name,
      Module model,
      Shape sample,
      Transform prepare,
      List<String> classes,
      DataReader reader,
      InspectOptions options) {
    this.name = name;
    this.model = model;
    this.sample = sample;
    this.prepare = prepare;
    this.classes = List.copyOf(classes);
    this.reader = reader;
    this.options = options;
    Variable one = new Variable("image", TensorType.float32(Shape.of(1).concat(sample).toArray()));
    layers = Layers.of(model.apply(one.tensor(Trace.evaluation())));
    options.layer().ifPresent(layers::paths);
  }

  /** Reads the data. */
  @FunctionalInterface
  public interface DataReader {

    /**
     * Reads the data.
     *
     * @throws IOException if there is none, or it does not fit the model
     */
    InspectedData read() throws IOException;
  }

  /** The name of the model, for the page. */
  String name() {
    return name;
  }

  /** The model, built and trained. */
  public Module model() {
    return model;
  }

  /** The shape of the samples that the model takes, [channels, height, width]. */
  public Shape sample() {
    return sample;
  }

  /** What every sample needs before the model sees it. */
  public Transform prepare() {
    return prepare;
  }

  /** What the outputs of the model mean. */
  List<String> classes() {
    return classes;
  }

  /** The options of the command. */
  InspectOptions options() {
    return options;
  }

  /** The paths of all layers, in the order of computation. */
  List<String> paths() {
    return layers.paths();
  }

  /** The layers that were asked for, or all. */
  PathPattern pattern() {
    return options.layer().orElseGet(() -> new PathPattern("*"));
  }

  /** What a layer puts out for one sample, without values: its type, and the graph behind it. */
  Tensor output(String layer) {
    return layers.output(layer);
  }

  /**
   * The data to go through, read once.
   *
   * @throws IOException if there is none, or it does not fit the model
   */
  public InspectedData data() throws IOException {
    if (data == null) {
      data = reader.read();
    }
    return data;
  }

  Optional<InspectedData> dataIfRead() {
    return Optional.ofNullable(data);
  }

  /**
   * The image to look at, read once.
   *
   * @throws IllegalArgumentException if the data have no such image
   * @throws IOException if it cannot be read
   */
  InspectedImage image() throws IOException {
    if (image == null) {
      image = InspectedImage.choose(options.image(), this);
    }
    return image;
  }

  /**
   * The codes of the data, computed once.
   *
   * @throws IllegalArgumentException if the pattern of the options fits several layers
   * @throws IOException if the data cannot be read
   */
  Codes codes() throws IOException {
    if (codes == null) {
      codes = Codes.of(this);
    }
    return codes;
  }

  /** A shape as people write it: {@code 3 × 32 × 32}. */
  static String sizes(Shape shape) {
    return Arrays.stream(shape.toArray())
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" × "));
  }
}
