/**
 * Derivatives as walks over the graph: reverse, forward, and finite differences to check both.
 *
 * <p>Read next: {@code dev.cajal.graph}, which turns graphs into plans.
 */
@NullMarked
package dev.cajal.grad;

import org.jspecify.annotations.NullMarked;
