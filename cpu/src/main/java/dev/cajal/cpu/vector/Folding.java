package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.cajal.backend.DType;
import dev.cajal.graph.Fused.Fold;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Sums or maxima of a value over axes, tile after tile. Inside a tile floats are added in several
 * accumulators; from tile to tile in double precision, so that errors do not grow with the domain.
 */
final class Folding {
  private final Loops loops;
  private final Run run;
  private final boolean max;
  private final PaddedRows rows;
  private final double[] folded;

  /**
   * Prepares a fold.
   *
   * @param run how the result moves inside a tile
   * @param rows where the results lie among those of padding
   */
  Folding(Loops loops, Run run, Fold fold, PaddedRows rows) {
    this.loops = loops;
    this.run = run;
    this.max = fold == Fold.MAX;
    this.rows = rows;
    this.folded = new double[Math.toIntExact(rows.span())];
  }

  /** Forgets what was folded. */
  void clear() {
    Arrays.fill(folded, max ? Double.NEGATIVE_INFINITY : 0);
  }

  /** Folds a tile, given where the result stands in it. */
  void add(MemorySegment segment, long at, long offset, int count) {
    add(0, run.size(0, count), segment, at, Math.toIntExact(offset));
  }

  private void add(int level, int size, MemorySegment segment, long at, int offset) {
    int stride = (int) run.strides()[level];
    int left = run.levels() - level;
    if (left == 1 && stride == 0) {
      fold(segment, at, size, offset);
    } else if (left == 1) {
      addRow(size, stride, segment, at, offset);
    } else if (left == 2 && stride == 0 && run.strides()[level + 1] == 1 && !max) {
      loops.sumColumns(segment, at, size, run.sizes()[level + 1], folded, offset);
    } else {
      int next = run.sizes()[level + 1];
      long bytes = 4L * run.blocks()[level];
      for (int i = 0; i < size; i++) {
        add(level + 1, next, segment, at + i * bytes, offset + i * stride);
      }
    }
  }

  private void fold(MemorySegment segment, long at, int n, int offset) {
    if (max) {
      folded[offset] = Math.max(folded[offset], loops.max(segment, at, n));
    } else {
      folded[offset] += loops.sum(segment, at, n);
    }
  }

  private void addRow(int n, int stride, MemorySegment segment, long at, int offset) {
    if (stride == 1 && !max) {
      loops.sumColumns(segment, at, 1, n, folded, offset);
      return;
    }
    for (int i = 0; i < n; i++) {
      int to = offset + i * stride;
      float value = segment.get(JAVA_FLOAT, at + 4L * i);
      folded[to] = max ? Math.max(folded[to], value) : folded[to] + value;
    }
  }

  /** Joins what another part of the domain gave. */
  void join(Folding other) {
    for (int i = 0; i < folded.length; i++) {
      folded[i] = max ? Math.max(folded[i], other.folded[i]) : folded[i] + other.folded[i];
    }
  }

  /** Writes the results row-major, leaving out those of padding. */
  void store(MemorySegment to, DType dtype) {
    for (long row = 0; row < rows.count(); row++) {
      int from = (int) rows.offset(row);
      for (int j = 0; j < rows.columns(); j++) {
        float value = (float) folded[from + j];
        if (dtype == DType.BFLOAT16) {
          to.setAtIndex(JAVA_SHORT, row * rows.columns() + j, Bfloat16.rounded(value));
        } else {
          to.setAtIndex(JAVA_FLOAT, row * rows.columns() + j, value);
        }
      }
    }
  }
}
