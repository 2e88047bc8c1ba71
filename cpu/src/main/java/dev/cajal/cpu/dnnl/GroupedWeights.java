package dev.cajal.cpu.dnnl;

import dev.cajal.backend.Layout;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Weights of a convolution in groups: [out, in/groups, kernel…] for Cajal, [groups, out/groups,
 * in/groups, kernel…] for oneDNN. Most of its orders are orders of the former too: those in which
 * the groups lie one behind the other, and those of one kernel a group.
 */
final class GroupedWeights {
  private static final Map<Key, MemoryDesc> KNOWN = new ConcurrentHashMap<>();

  private record Key(int groups, TensorType type, Layout layout) {}

  private GroupedWeights() {}

  /** Returns the type with the groups as an axis of their own. */
  static TensorType split(int groups, TensorType w) {
    Shape perGroup = w.shape().with(0, w.shape().dim(0) / groups);
    return w.with(Shape.of(groups).concat(perGroup));
  }

  /** Returns the descriptor behind a layout that {@link #layout} returned earlier. */
  static Optional<MemoryDesc> known(int groups, TensorType w, Layout layout) {
    return Optional.ofNullable(KNOWN.get(new Key(groups, w, layout)));
  }

  /** Returns the layout that a descriptor of the split weights is, if it is one of the whole. */
  static Optional<Layout> layout(int groups, TensorType w, MemoryDesc desc) {
    Layout split = desc.layout();
    long perGroup = w.shape().dim(0) / groups;
    int block = split.block(1);
    boolean single = perGroup == 1 && block == 1;
    boolean behind =
        split.block(0) == 1
            && perGroup % block == 0
            && (groups == 1 || split.strides().get(0) == perGroup / block * split.strides().get(1));
    if (!single && !behind) {
      return Optional.empty();
    }
    List<Long> strides = new ArrayList<>(split.strides());
    strides.remove(single ? 1 : 0);
    List<Integer> axes = split.innerAxes().stream().map(a -> Math.max(a - 1, 0)).toList();
    Layout layout = new Layout(strides, split.innerBlocks(), axes);
    KNOWN.putIfAbsent(new Key(groups, w, layout), desc);
    return Optional.of(layout);
  }
}
