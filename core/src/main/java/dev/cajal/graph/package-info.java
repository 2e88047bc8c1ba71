/**
 * Passes, planner, plans and the interpreter: how a graph becomes a list of kernel calls.
 *
 * <p>Read next: {@code dev.cajal.backend}, where the kernels come from.
 */
@NullMarked
package dev.cajal.graph;

import org.jspecify.annotations.NullMarked;
