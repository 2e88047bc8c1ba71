/**
 * Optimizers and learning-rate schedules.
 *
 * <p>An {@link dev.cajal.nn.optim.Optimizer} is a formula: the next values of a parameter and of
 * its state from the gradient, written with ordinary tensors. {@link dev.cajal.nn.optim.Updates}
 * binds it to the parameters of a model and turns gradients into assignments, so that the update is
 * part of the compiled step. Limits and penalties go around any optimizer; {@link
 * dev.cajal.nn.optim.ParameterGroup} has parameters trained otherwise than the rest; a {@link
 * dev.cajal.nn.optim.Schedule} changes the learning rate. Read next: {@code Sgd}, {@code Updates},
 * {@code Schedule}.
 */
@NullMarked
package dev.cajal.nn.optim;

import org.jspecify.annotations.NullMarked;
