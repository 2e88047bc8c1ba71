/**
 * Tensors, variables and the one funnel through which every operation enters the graph.
 *
 * <p>Read next: {@code dev.cajal.op}, the primitive operations, one file each.
 */
@NullMarked
package dev.cajal.tensor;

import org.jspecify.annotations.NullMarked;
