package dev.cajal.graph;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What makes plans faster or smaller and leaves their results as they are, but for rounding. Tests
 * leave one out, or all.
 */
enum Pass {
  /** {@link Simplify}. */
  SIMPLIFY,
  /** {@link FactorSquares}. */
  FACTOR_SQUARES,
  /** {@link FoldScales}. */
  FOLD_SCALES,
  /** {@link FuseEpilogue}. */
  FUSE_EPILOGUE,
  /** Programs of {@link FuseElementwise} that hold more than one operation. */
  MERGE,
  /** {@link SinkTails}, for merged programs. */
  SINK_TAILS,
  /** {@link Repeats}, for merged programs. */
  REPEAT,
  /** {@link FuseProducts}. */
  FUSE_PRODUCTS,
  /** {@link Postponed}. */
  POSTPONE,
  /** {@link Frozen}. */
  FREEZE,
  /** Buffers that share memory, in {@link PlanMemory}. */
  SHARE_MEMORY;

  private static final Set<Pass> ALL = Collections.unmodifiableSet(EnumSet.allOf(Pass.class));

  /** Returns every pass. */
  static Set<Pass> all() {
    return ALL;
  }
}
