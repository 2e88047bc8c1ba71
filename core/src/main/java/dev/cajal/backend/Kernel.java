package dev.cajal.backend;

import java.lang.foreign.MemorySegment;

/**
 * Code that computes one operation for fixed types and layouts. A kernel is made once, when a plan
 * is made, and run at every replay: {@link #run} allocates nothing.
 */
public interface Kernel {

  /** Returns what runs, for reports: {@code dnnl:brgconv:avx512_core}. */
  String name();

  /** Returns the bytes of scratch memory that a run needs. */
  default long scratchBytes() {
    return 0;
  }

  /** Returns whether an output may be written over an input of the same type and layout. */
  default boolean mayOverwrite(int output, int input) {
    return false;
  }

  /**
   * Computes the outputs. Segments hold at least {@code layout.span(shape)} elements, 64-byte
   * aligned; the arrays may be the same objects from run to run with other segments in them.
   */
  void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment scratch);
}
