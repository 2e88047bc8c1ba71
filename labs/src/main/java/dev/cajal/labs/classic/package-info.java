/**
 * Labs about learners without hidden layers, or without gradients: perceptron, templates,
 * perturbation, neighbours and clusters.
 *
 * <p>Read next: {@link dev.cajal.labs.classic.ClassicLabs}, which lists them.
 */
@NullMarked
package dev.cajal.labs.classic;

import org.jspecify.annotations.NullMarked;
