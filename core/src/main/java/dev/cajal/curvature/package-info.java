/**
 * The spectrum of second derivatives: a {@link dev.cajal.curvature.SymmetricOperator} is a
 * symmetric matrix known by its products with vectors, {@link dev.cajal.curvature.HessianOperator}
 * is that of a loss, compiled into one plan, and {@link dev.cajal.curvature.Lanczos} and {@link
 * dev.cajal.curvature.PowerIteration} find eigenvalues. The products themselves are built in {@code
 * dev.cajal.grad}.
 */
@NullMarked
package dev.cajal.curvature;

import org.jspecify.annotations.NullMarked;
