/**
 * Cajal as one dependency: the core, the layers, and the fast kernels for the processor.
 *
 * <p>This module holds no code. Read next: {@code dev.cajal.nn}, where programs start.
 */
module dev.cajal {
  requires transitive dev.cajal.core;
  requires transitive dev.cajal.nn;
  requires dev.cajal.cpu;
}
