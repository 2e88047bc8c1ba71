package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.init.Initializers;
import dev.cajal.op.Window;
import dev.cajal.tensor.PaddingMode;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Locally connected units over one to three axes. */
abstract class LocallyConnectedNd extends Module {
  private final int axes;
  private final long out;
  private final Kernel kernel;
  private final Window window;
  private final Parameter weight;
  private final @Nullable Parameter bias;

  LocallyConnectedNd(int axes, long out, Kernel kernel, boolean bias) {
    if (out < 1) {
      throw new IllegalArgumentException(layer() + ": " + out + " units, expected at least 1");
    }
    if (kernel.groups() != 1 || kernel.rest() == Kernel.Rest.CEIL) {
      throw new IllegalArgumentException(
          layer() + ": kernel " + kernel + " has groups or ceil(), which only others take");
    }
    this.axes = axes;
    this.out = out;
    this.kernel = kernel.over(axes, layer());
    this.window = this.kernel.window(Collections.nCopies(axes, 1));
    this.weight = parameter("weight", this::initialise);
    this.bias = bias ? parameter("bias", Initializers.constant(0)) : null;
  }

  private String layer() {
    return type().toLowerCase(Locale.ROOT);
  }

  /** He's uniform distribution, for units that each see channels times taps. */
  private void initialise(Variable target, Trace random) {
    Shape shape = target.type().shape();
    Shape units = Shape.of(shape.slice(0, axes + 1).count());
    TensorType flat = target.type().with(units.concat(shape.slice(axes + 1, shape.rank())));
    Variable drawn = new Variable(target.name(), flat);
    Initializers.heUniform().initialise(drawn, random);
    target.set(drawn.tensor().values());
  }

  @Override
  protected final Tensor forward(Tensor x) {
    Axes.require(x, axes, layer(), path());
    kernel.refuseRest(window, x.shape(), layer(), path());
    Window bare = window;
    Tensor padded = x;
    if (kernel.paddingMode() != PaddingMode.ZEROS) {
      List<Integer> none = Collections.nCopies(axes, 0);
      bare = window.padding(none, none);
      padded = x.pad(kernel.paddingMode(), kernel.pads());
    }
    Tensor columns = padded.unfold(kernel.size(), bare);
    long[] places = new long[axes];
    for (int a = 0; a < axes; a++) {
      places[a] = window.outputSize(a, x.dim(a + 2), kernel.size().get(a));
    }
    Shape seen =
        Shape.of(x.dim(1))
            .concat(Shape.of(kernel.size().stream().mapToLong(Integer::longValue).toArray()));
    Shape units = Shape.of(places).concat(Shape.of(out));
    Tensor w = weight.at(x, units.concat(seen)).reshape(columns.dim(2), out, columns.dim(1));
    Tensor y =
        w.matmul(columns.permute(2, 1, 0))
            .permute(2, 1, 0)
            .reshape(Shape.of(x.dim(0), out).concat(Shape.of(places)));
    return bias == null ? y : y.add(bias.at(x, Shape.of(out).concat(Shape.of(places))));
  }

  @Override
  public final String toString() {
    return type() + "(" + out + ", " + kernel + (bias == null ? ", no bias)" : ")");
  }
}
