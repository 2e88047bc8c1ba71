package dev.cajal.cli.inspect;

import dev.cajal.nn.inspect.Activations;
import dev.cajal.nn.inspect.Unit;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A unit that answers to an image.
 *
 * @param channel of its layer
 * @param value what it says
 */
record Strongest(String layer, long channel, double value) {

  /** Returns the channels of a layer that say most, at most so many. */
  static List<Strongest> of(Activations seen, String layer, int count) {
    Tensor output = seen.at(layer);
    if (output.rank() < 2) {
      throw new IllegalArgumentException("layer " + layer + " has no channels; choose another");
    }
    float[] values = output.toArray();
    int channels = Math.toIntExact(output.dim(1));
    int places = values.length / channels;
    List<Strongest> all = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int p = 0; p < places; p++) {
        most = Math.max(most, values[c * places + p]);
      }
      all.add(new Strongest(layer, c, most));
    }
    all.sort(Comparator.comparingDouble(Strongest::value).reversed());
    return all.subList(0, Math.min(count, all.size()));
  }

  Unit unit() {
    return Unit.of(layer, channel);
  }
}
