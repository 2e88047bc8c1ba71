/**
 * The primitive operations: one record each, with shape rule, reference forward, derivative rules
 * and cost.
 *
 * <p>Read next: {@code dev.cajal.grad}, which walks the graph for derivatives.
 */
@NullMarked
package dev.cajal.op;

import org.jspecify.annotations.NullMarked;
