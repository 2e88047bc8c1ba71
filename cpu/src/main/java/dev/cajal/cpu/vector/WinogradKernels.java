package dev.cajal.cpu.vector;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.team.Team;
import dev.cajal.graph.Epilogue;
import dev.cajal.op.Conv;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kernels of convolutions of 3×3 windows that {@link Winograd}'s filtering makes faster. */
public final class WinogradKernels {
  private WinogradKernels() {}

  /** Returns the kernel for a request, or empty if a direct convolution is as good. */
  public static Optional<Choice> choose(Request request) {
    return choose(request, LoopsProvider.loops(), TiledConv::pays);
  }

  static Optional<Choice> choose(Request request, Loops loops, Predicate<TiledConv> worth) {
    Operation operation = request.operation();
    return switch (operation) {
      case Conv conv -> choose(request, loops, worth, conv.window(), null);
      case Epilogue e when e.contraction() instanceof Conv conv ->
          choose(request, loops, worth, conv.window(), e);
      case ConvInputGrad grad -> choose(request, loops, worth, grad.window(), null);
      default -> Optional.empty();
    };
  }

  private static Optional<Choice> choose(
      Request request,
      Loops loops,
      Predicate<TiledConv> worth,
      Window window,
      @Nullable Epilogue e) {
    TensorType w = request.inputs().get(1);
    if (loops.tiles().isEmpty()
        || !TiledConv.fits(window, w)
        || Stream.concat(request.inputs().stream(), request.outputs().stream())
            .anyMatch(t -> t.dtype() != DType.FLOAT32 || t.shape().count() == 0)) {
      return Optional.empty();
    }
    TileLoops tiles = loops.tiles().get();
    Shape source = request.inputs().getFirst().shape();
    Shape result = request.outputs().getFirst().shape();
    boolean turned = request.operation() instanceof ConvInputGrad;
    TiledConv conv = TiledConv.of(window, source, result, turned);
    if (!conv.isBlocked(tiles.lanes()) || !worth.test(conv)) {
      return Optional.empty();
    }
    boolean biased = e != null && e.bias();
    boolean relu = e != null && e.relu();
    List<Layout> layouts = new ArrayList<>();
    layouts.add(TiledConv.pixels(source, tiles.lanes()));
    layouts.add(conv.weights(w.shape(), tiles.lanes()));
    if (biased) {
      layouts.add(Layout.rowMajor(request.inputs().get(2).shape()));
    }
    return Optional.of(
        new Choice(
            new Winograd(loops, tiles, conv, biased, relu, Team.size(request.threads())),
            layouts,
            List.of(TiledConv.pixels(result, tiles.lanes()))));
  }
}
