package dev.cajal.cpu.vector;

import dev.cajal.backend.Layout;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Fused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The layout in which the operands and results that have the shape of a domain are walked: the one
 * in which most of their bytes lie already, so that least must be reordered. What results should
 * lie in decides between equals.
 */
final class CommonLayout {

  private CommonLayout() {}

  static Layout of(Request request, Shape domain) {
    Map<Physical, Long> votes = new HashMap<>();
    Layout best = Layout.rowMajor(domain);
    long most = 0;
    for (int round = 0; round < 2; round++) {
      boolean inputs = round == 0;
      List<TensorType> types = inputs ? request.inputs() : request.outputs();
      List<Optional<Layout>> layouts = inputs ? request.given() : request.wanted();
      for (int i = 0; i < types.size(); i++) {
        Optional<Layout> layout = layouts.get(i);
        Optional<Physical> walk =
            types.get(i).shape().equals(domain)
                ? layout.flatMap(l -> Physical.of(l, domain))
                : Optional.empty();
        if (walk.isPresent()) {
          // Reordering an operand costs more than leaving a result in another layout.
          long weight = inputs ? 1024L * types.get(i).dtype().bytes() : 1;
          long vote = votes.merge(walk.get(), weight, Long::sum);
          if (vote > most || (vote == most && isBetter(layout.get(), best))) {
            most = vote;
            best = layout.get();
          }
        }
      }
    }
    return best;
  }

  /** Of equals, channels in blocks: the kernels of convolutions before and after want them. */
  private static boolean isBetter(Layout layout, Layout best) {
    return best.innerBlocks().isEmpty() && !layout.innerBlocks().isEmpty();
  }

  /** Returns the layouts that the inputs must have; given ones that fit are returned unchanged. */
  static List<Layout> inputs(Request request, Shape domain, Layout common) {
    return IntStream.range(0, request.inputs().size())
        .mapToObj(i -> {
          Shape shape = request.inputs().get(i).shape();
          Layout layout = shape.equals(domain) ? common : Layout.rowMajor(shape);
          return request.given().get(i).filter(g -> agree(g, layout, shape)).orElse(layout);
        })
        .toList();
  }

  /** Returns the layouts that the outputs will have. */
  static List<Layout> outputs(Fused fused, Layout common) {
    return fused.results().stream()
        .map(r -> r.fold() == Fused.Fold.NONE ? common : Layout.rowMajor(r.shape(fused.domain())))
        .toList();
  }

  /** Returns whether two layouts put the elements of a shape at the same places, without gaps. */
  static boolean agree(Layout one, Layout other, Shape shape) {
    Optional<Physical> walk = Physical.of(one, shape);
    return walk.isPresent() && walk.equals(Physical.of(other, shape));
  }
}
