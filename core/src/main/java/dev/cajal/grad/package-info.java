/**
 * Derivatives as walks over the graph: {@link dev.cajal.grad.Gradients} backwards, {@link
 * dev.cajal.grad.Forward} forwards; of them are made {@link dev.cajal.grad.Jacobian} and {@link
 * dev.cajal.grad.Hessian}. {@link dev.cajal.grad.FiniteDifferences} is the independent witness, and
 * {@link dev.cajal.grad.GradientChecker} compares. {@link dev.cajal.grad.ReverseWalk} shows reverse
 * mode step by step, and {@code dev.cajal.grad.symbolic} writes it as formulas. The rules stand
 * with the operations in {@code dev.cajal.op}; read on in {@code dev.cajal.graph}.
 */
@NullMarked
package dev.cajal.grad;

import org.jspecify.annotations.NullMarked;
