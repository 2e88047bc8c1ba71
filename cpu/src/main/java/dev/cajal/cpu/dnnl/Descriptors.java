package dev.cajal.cpu.dnnl;

import dev.cajal.backend.DType;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Translates between Cajal's layouts and oneDNN's descriptors. oneDNN's interface cannot describe a
 * blocked order in general, only name the usual ones; every other blocked layout has come from
 * oneDNN in this process, and its descriptor is kept.
 */
final class Descriptors {
  private static final Map<Key, MemoryDesc> KNOWN = new ConcurrentHashMap<>();

  /** oneDNN's numbers for channels in blocks, of activations and of weights, and for panels. */
  private static final Map<String, Integer> TAGS =
      Map.ofEntries(
          Map.entry("aBc4b", 60),
          Map.entry("aBcd4b", 84),
          Map.entry("aBcde4b", 128),
          Map.entry("aBc8b", 69),
          Map.entry("aBcd8b", 102),
          Map.entry("aBcde8b", 142),
          Map.entry("aBc16b", 56),
          Map.entry("aBcd16b", 78),
          Map.entry("aBcde16b", 121),
          Map.entry("Abcd8a", 74),
          Map.entry("Abcde8a", 138),
          Map.entry("Abc16a", 52),
          Map.entry("Abcd16a", 73),
          Map.entry("Abcde16a", 114),
          Map.entry("ABcd8b8a", 107),
          Map.entry("ABcd8a8b", 100),
          Map.entry("ABc16b16a", 57),
          Map.entry("ABcd16b16a", 79),
          Map.entry("ABcde16b16a", 122),
          Map.entry("ABc16a16b", 53),
          Map.entry("ABcd16a16b", 75),
          Map.entry("ABcde16a16b", 116),
          Map.entry("AB16b32a", 238),
          Map.entry("BA16a32b", 504));

  private record Key(TensorType type, Layout layout) {}

  private Descriptors() {}

  /** Returns a descriptor that leaves the order to oneDNN. */
  static MemoryDesc any(TensorType type) {
    return MemoryDesc.any(number(type.dtype()), type.shape().toArray());
  }

  static MemoryDesc rowMajor(TensorType type) {
    return MemoryDesc.strided(number(type.dtype()), type.shape().toArray(), type.shape().strides());
  }

  /** Returns a descriptor of [N, C, spatial…] whose channels lie side by side. */
  static MemoryDesc channelsLast(TensorType type) {
    Shape shape = type.shape();
    long channels = shape.dim(1);
    Shape spatial = shape.slice(2, shape.rank());
    long[] strides = shape.strides();
    long[] places = spatial.strides();
    strides[1] = 1;
    for (int axis = 0; axis < places.length; axis++) {
      strides[axis + 2] = places[axis] * channels;
    }
    return MemoryDesc.strided(number(type.dtype()), shape.toArray(), strides);
  }

  /** Returns the descriptor of a layout, or empty if oneDNN has no notion of it. */
  static Optional<MemoryDesc> of(TensorType type, Layout layout) {
    if (layout.innerBlocks().isEmpty()) {
      long[] strides = layout.stridesArray();
      return IntStream.range(0, strides.length).anyMatch(a -> strides[a] <= 0)
          ? Optional.empty()
          : Optional.of(MemoryDesc.strided(number(type.dtype()), type.shape().toArray(), strides));
    }
    MemoryDesc known = KNOWN.get(new Key(type, layout));
    return known != null ? Optional.of(known) : named(type, layout);
  }

  /** Returns the layout that oneDNN chose for an argument, and remembers its descriptor. */
  static Layout layout(TensorType type, MemoryDesc desc) {
    Layout layout = desc.layout();
    if (!layout.innerBlocks().isEmpty()) {
      KNOWN.putIfAbsent(new Key(type, layout), desc);
    }
    return layout;
  }

  /**
   * Returns dense storage of another shape in the same order of axes and with the same blocks.
   *
   * @param like a layout of a tensor of the same rank
   */
  static Layout reshaped(Layout like, Shape shape) {
    long step = 1;
    for (int block : like.innerBlocks()) {
      step *= block;
    }
    Long[] strides = new Long[shape.rank()];
    for (int axis :
        IntStream.range(0, shape.rank())
            .boxed()
            .sorted(
                Comparator.<Integer, Long>comparing(a -> like.strides().get(a))
                    .thenComparing(Comparator.reverseOrder()))
            .toList()) {
      strides[axis] = step;
      step = Math.multiplyExact(step, Math.ceilDiv(shape.dim(axis), like.block(axis)));
    }
    return new Layout(java.util.List.of(strides), like.innerBlocks(), like.innerAxes());
  }

  /** oneDNN's number for an element type. */
  static int number(DType type) {
    return switch (type) {
      case FLOAT32 -> MemoryDesc.FLOAT;
      case BFLOAT16 -> MemoryDesc.BFLOAT;
      case INT32 -> MemoryDesc.INT;
      case UINT8 -> MemoryDesc.BYTE;
      default -> throw new IllegalArgumentException("oneDNN computes nothing in " + type);
    };
  }

  /** The orders that oneDNN's kernels over images choose, which it has names for. */
  private static Optional<MemoryDesc> named(TensorType type, Layout layout) {
    Integer tag = TAGS.get(layout.toString());
    if (tag == null) {
      return Optional.empty();
    }
    MemoryDesc desc = MemoryDesc.tagged(number(type.dtype()), tag, type.shape().toArray());
    return layout(type, desc).sameAs(layout, type.shape()) ? Optional.of(desc) : Optional.empty();
  }
}
