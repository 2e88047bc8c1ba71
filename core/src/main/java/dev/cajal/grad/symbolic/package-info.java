/**
 * Formulas of tensors: {@link dev.cajal.grad.symbolic.Symbolic} reads a small graph, or the graph
 * of its gradient, as {@link dev.cajal.grad.symbolic.Expression}s, simplifies them, and prints them
 * as text, LaTeX and Java.
 */
@NullMarked
package dev.cajal.grad.symbolic;

import org.jspecify.annotations.NullMarked;
