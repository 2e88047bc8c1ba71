package dev.cajal.cpu.vector;

import java.util.Arrays;
import java.util.List;

/**
 * How a stream moves while a tile is walked: nested levels, each with a size and a stride. The size
 * of level 0 changes with the tile: it is {@code scale} times the tile's count.
 *
 * @param scale how many elements of level 0 each index of the tile's split axis has
 * @param sizes the sizes of the levels; that of level 0 is not used
 * @param blocks how many elements of the tile one index of each level covers
 * @param strides the strides of the levels
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and read in inner loops
record Run(int scale, int[] sizes, int[] blocks, long[] strides) {

  /** Merges what the stream crosses without a jump. */
  static Run of(long[] sizes, long[] strides) {
    int scale = 1;
    int from = 1;
    while (from < sizes.length && strides[from - 1] == strides[from] * sizes[from]) {
      scale = Math.toIntExact(scale * sizes[from++]);
    }
    int levels = 1;
    int[] kept = {1};
    long[] moves = {strides[from - 1]};
    if (from < sizes.length) {
      List<long[]> rest =
          Nest.merged(
              Arrays.copyOfRange(sizes, from, sizes.length),
              List.of(Arrays.copyOfRange(strides, from, sizes.length)));
      levels += rest.getFirst().length;
      kept = new int[levels];
      moves = Arrays.copyOf(moves, levels);
      for (int l = 1; l < levels; l++) {
        kept[l] = Math.toIntExact(rest.get(0)[l - 1]);
        moves[l] = rest.get(1)[l - 1];
      }
    }
    int[] blocks = new int[levels];
    int block = 1;
    for (int l = levels - 1; l >= 0; l--) {
      blocks[l] = block;
      block *= kept[l];
    }
    return new Run(scale, kept, blocks, moves);
  }

  /** Returns the number of levels. */
  int levels() {
    return strides.length;
  }

  /** Returns the size of a level in a tile with the given count. */
  int size(int level, int count) {
    return level == 0 ? scale * count : sizes[level];
  }

  /** Returns whether the stream stays where it is throughout a tile. */
  boolean isConstant() {
    return strides.length == 1 && strides[0] == 0;
  }

  /** Returns whether the stream moves one by one through the whole tile. */
  boolean isContiguous() {
    return strides.length == 1 && strides[0] == 1;
  }
}
