package dev.cajal.zoo;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.nn.Module;
import dev.cajal.nn.Parameter;
import dev.cajal.nn.init.Initializers;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Convolution whose maps are each connected to some of the maps before, by a table. Only the
 * kernels of connections that exist are parameters. They are computed as one dense convolution,
 * where the other kernels are zero: that is quicker than many small ones.
 *
 * <ul>
 *   <li>input [n, c, h, w], output [n, maps, …]
 *   <li>{@code weight} [connections, k, k], in the order of the table; {@code bias} [maps]
 * </ul>
 */
final class TableConv extends Module {
  private final List<List<Integer>> table;
  private final int size;
  private final Window window;
  private final int connections;
  private final Parameter weight;
  private final @Nullable Parameter bias;

  /**
   * Creates the layer.
   *
   * @param table for each map the maps before that it is connected to
   * @param size of the kernels
   * @param stride from one stop to the next
   * @param bias whether a number is added to each map
   */
  TableConv(List<List<Integer>> table, int size, int stride, boolean bias) {
    this.table = table;
    this.size = size;
    window = Window.of(2).stride(stride);
    connections = table.stream().mapToInt(List::size).sum();
    weight = parameter("weight", this::initialise);
    this.bias = bias ? parameter("bias", Initializers.zeros()) : null;
  }

  /** U(±√(3/m)), where m is how many inputs a unit of the map has (LeCun et al. 1998). */
  private void initialise(Variable target, Trace random) {
    double[] bounds = new double[connections];
    int next = 0;
    for (List<Integer> inputs : table) {
      double bound = Math.sqrt(3.0 / (inputs.size() * size * size));
      Arrays.fill(bounds, next, next += inputs.size(), bound);
    }
    Tensor scale = Tensor.of(Shape.of(connections, 1, 1), bounds).cast(target.type().dtype());
    Tensor unit = random.uniform(target.type().dtype(), target.type().shape()).mul(2).sub(1);
    target.set(unit.mul(scale).values());
  }

  @Override
  protected Tensor forward(Tensor x) {
    int in = Math.toIntExact(x.dim(1));
    int wanted = table.stream().flatMap(List::stream).mapToInt(i -> i + 1).max().orElse(0);
    if (in != wanted) {
      throw new ShapeException(
              "input " + x.shape() + " has " + in + " maps, the table connects " + wanted)
          .at("tableconv", path());
    }
    Tensor kernels = weight.at(x, Shape.of(connections, size, size));
    Tensor dense =
        kernels
            .pad(new long[] {0, 0, 0}, new long[] {1, 0, 0})
            .gather(0, Tensor.of(Shape.of((long) table.size() * in), places(in)))
            .reshape(table.size(), in, size, size);
    Tensor y = x.conv(dense, window);
    long maps = table.size();
    return bias == null ? y : y.add(bias.at(x, Shape.of(maps)).reshape(maps, 1, 1));
  }

  /** For each pair of maps the number of its kernel, or that of the zeros behind all kernels. */
  private long[] places(int in) {
    long[] places = new long[table.size() * in];
    Arrays.fill(places, connections);
    int next = 0;
    for (int map = 0; map < table.size(); map++) {
      for (int input : table.get(map)) {
        places[map * in + input] = next++;
      }
    }
    return places;
  }

  @Override
  public String toString() {
    return "TableConv(%d, %dx%d, stride %d, %d connections)"
        .formatted(table.size(), size, size, window.strides().getFirst(), connections);
  }
}
