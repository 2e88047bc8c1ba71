package dev.cajal.nn.inspect;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The number of a network that is asked about, one for each sample: a channel of a layer, and where
 * a layer gives maps, the place at which that channel is strongest,
 *
 * <pre>F(x)[n] = max over places p of y[n, channel of n, p]</pre>
 *
 * @param layer the path of the layer, such as {@code conv2}; empty for what the model puts out
 * @param channels of the layer, from 0: one for all samples, or one for each
 */
public record Unit(String layer, List<Long> channels) {

  /**
   * Copies the channels.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Unit {
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("unit: give the number of a channel or class");
    }
  }

  /** Returns the score of a class: what the model puts out, one class for all or one for each. */
  public static Unit score(long... classes) {
    return of("", classes);
  }

  /** Returns channels of a layer, one for all samples or one for each. */
  public static Unit of(String layer, long... channels) {
    return new Unit(layer, LongStream.of(channels).boxed().toList());
  }

  /**
   * Returns F of images.
   *
   * @param model built
   * @param images [n, …], as the model takes them
   * @return [n]
   */
  public Tensor value(Module model, Tensor images) {
    return in(model, input(images)).detach();
  }

  /**
   * Returns F on the graph of a model, applied to a tensor on a trace.
   *
   * @throws IllegalArgumentException if there is no such layer, naming those there are, or no such
   *     channel
   */
  Tensor in(Module model, Tensor x) {
    Tensor output = model.apply(x);
    Tensor y = layer.isEmpty() ? output : Layers.of(output).output(layer);
    if (y.rank() < 2 || y.dim(0) != x.dim(0)) {
      throw new IllegalArgumentException(
          "unit: %s gives %s, expected a batch of samples and their channels"
              .formatted(name(), y.shape()));
    }
    Tensor maps = y.reshape(y.dim(0) * y.dim(1), y.shape().slice(2, y.rank()).count());
    Tensor map = maps.gather(0, Tensor.of(Shape.of(y.dim(0)), rows(y.dim(0), y.dim(1))));
    return map.takeAlong(1, map.argmax(1).unsqueeze(1)).reshape(y.dim(0));
  }

  private long[] rows(long samples, long size) {
    if (channels.size() != 1 && channels.size() != samples) {
      throw new IllegalArgumentException(
          "unit: %d channels for %d samples; give one for all, or one for each"
              .formatted(channels.size(), samples));
    }
    for (long channel : channels) {
      if (channel < 0 || channel >= size) {
        throw new IllegalArgumentException(
            "unit: %s has channels 0 to %d, not %d".formatted(name(), size - 1, channel));
      }
    }
    return LongStream.range(0, samples)
        .map(n -> n * size + channels.get(channels.size() == 1 ? 0 : Math.toIntExact(n)))
        .toArray();
  }

  /** Returns these channels for a batch in which each sample comes so many times in a row. */
  Unit repeated(int times) {
    return channels.size() == 1
        ? this
        : new Unit(
            layer,
            channels.stream().flatMap(c -> LongStream.range(0, times).mapToObj(i -> c)).toList());
  }

  /** Returns the unit of sample n. */
  Unit at(int n) {
    return channels.size() == 1 ? this : new Unit(layer, List.of(channels.get(n)));
  }

  private String name() {
    return layer.isEmpty() ? "the output of the model" : layer;
  }

  /** Returns a leaf that holds a value, on a trace for use of a model. */
  static Tensor input(Tensor images) {
    Variable variable = new Variable("images", images.type());
    variable.set(images);
    return variable.tensor(Trace.evaluation());
  }
}
