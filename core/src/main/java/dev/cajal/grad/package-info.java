/**
 * Derivatives as walks over the graph: {@link dev.cajal.grad.Gradients} backwards, {@link
 * dev.cajal.grad.Forward} forwards, {@link dev.cajal.grad.FiniteDifferences} as the independent
 * witness, {@link dev.cajal.grad.GradientChecker} to compare them. The rules stand with the
 * operations in {@code dev.cajal.op}; read on in {@code dev.cajal.graph}.
 */
@NullMarked
package dev.cajal.grad;

import org.jspecify.annotations.NullMarked;
