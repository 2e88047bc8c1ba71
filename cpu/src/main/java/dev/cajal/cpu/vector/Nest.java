package dev.cajal.cpu.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The walk over a dense domain in memory order, cut into tiles. Beside the domain run streams that
 * move with strides of their own: operands that are repeated, results that are folded. Neighbouring
 * axes that every stream crosses alike are merged. A tile covers the axes inside {@code split} and
 * up to {@code chunk} indices of axis {@code split}; it is contiguous in the domain.
 */
final class Nest {
  /** Elements of a tile at most: the tiles of a program together should stay in the first cache. */
  static final int TILE = 1024;

  private final long[] sizes;
  private final long[][] strides;
  private final int split;
  private final long chunk;
  private final long inner;
  private final long chunks;
  private final long tiles;

  /**
   * Plans the walk.
   *
   * @param sizes the axis sizes, outermost first
   * @param strides for each stream its stride on each axis
   */
  Nest(long[] sizes, List<long[]> strides) {
    List<long[]> axes = merged(sizes, strides);
    this.sizes = axes.getFirst();
    this.strides = axes.subList(1, axes.size()).toArray(long[][]::new);
    int rank = this.sizes.length;
    int at = rank - 1;
    long run = 1;
    while (at > 0 && run * this.sizes[at] <= TILE) {
      run *= this.sizes[at--];
    }
    split = at;
    inner = run;
    long most = Math.min(this.sizes[split], Math.max(1, TILE / inner));
    chunks = Math.ceilDiv(this.sizes[split], most);
    chunk = aligned(Math.ceilDiv(this.sizes[split], chunks), most);
    long count = chunks;
    for (int d = 0; d < split; d++) {
      count *= this.sizes[d];
    }
    tiles = count;
  }

  /** Rounds a chunk up so that tiles begin at full vectors, where that is possible. */
  private long aligned(long even, long most) {
    long step = 16 / Math.min(16, Long.lowestOneBit(inner));
    long up = Math.ceilDiv(even, step) * step;
    return up <= most ? up : even;
  }

  /** Returns the merged sizes, then the merged strides of each stream. */
  static List<long[]> merged(long[] sizes, List<long[]> strides) {
    List<Integer> last = new ArrayList<>();
    for (int d = 0; d < sizes.length; d++) {
      if (last.isEmpty() || !crossesAlike(sizes, strides, d)) {
        last.add(d);
      } else {
        last.set(last.size() - 1, d);
      }
    }
    List<long[]> result = new ArrayList<>();
    long[] merged = new long[Math.max(1, last.size())];
    Arrays.fill(merged, 1);
    for (int i = 0; i < last.size(); i++) {
      for (int d = i == 0 ? 0 : last.get(i - 1) + 1; d <= last.get(i); d++) {
        merged[i] *= sizes[d];
      }
    }
    result.add(merged);
    for (long[] stride : strides) {
      long[] kept = new long[merged.length];
      for (int i = 0; i < last.size(); i++) {
        kept[i] = stride[last.get(i)];
      }
      result.add(kept);
    }
    return result;
  }

  private static boolean crossesAlike(long[] sizes, List<long[]> strides, int d) {
    return strides.stream().allMatch(s -> s[d - 1] == s[d] * sizes[d]);
  }

  /** Returns the number of tiles. */
  long tiles() {
    return tiles;
  }

  /** Returns the most elements a tile has. */
  int largest() {
    return Math.toIntExact(chunk * inner);
  }

  /** Returns where a tile begins in the domain. */
  long start(long tile) {
    long outer = outer(tile);
    return (outer * sizes[split] + (tile - outer * chunks) * chunk) * inner;
  }

  /** Returns how many indices of the split axis a tile covers. */
  int count(long tile) {
    return (int) Math.min(chunk, sizes[split] - (tile - outer(tile) * chunks) * chunk);
  }

  /** Returns which of the indices outside the split axis a tile has, all together. */
  private long outer(long tile) {
    // Divisions take as long as whole loops over a tile, and mostly all tiles are along one axis.
    return tile < chunks ? 0 : tile / chunks;
  }

  /** Returns how many elements a tile has for each index of the split axis. */
  int inner() {
    return (int) inner;
  }

  /** Returns where a stream stands at the beginning of a tile. */
  long offset(int stream, long tile) {
    long[] stride = strides[stream];
    long outer = outer(tile);
    long offset = (tile - outer * chunks) * chunk * stride[split];
    for (int d = split - 1; outer > 0; d--) {
      offset += outer % sizes[d] * stride[d];
      outer /= sizes[d];
    }
    return offset;
  }

  /** Returns how a stream moves inside a tile. */
  Run run(int stream) {
    long[] moves = Arrays.copyOfRange(strides[stream], split, sizes.length);
    if (chunk == 1 && moves.length > 1) {
      // A tile has one index of the split axis: any stride is right there, and this one merges.
      moves[0] = moves[1] * sizes[split + 1];
    }
    return Run.of(Arrays.copyOfRange(sizes, split, sizes.length), moves);
  }
}
