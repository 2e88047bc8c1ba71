package dev.cajal.curvature;

import dev.cajal.tensor.Tensor;

/**
 * An eigenvalue, found approximately, with its vector.
 *
 * @param value λ
 * @param vector v of length 1, float64[n]
 * @param residual ‖A v − λ v‖, how far the value may be off
 * @param products how many products A v it took to find it
 */
public record Eigenpair(double value, Tensor vector, double residual, int products) {}
