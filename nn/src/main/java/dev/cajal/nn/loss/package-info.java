/**
 * Losses: {@link dev.cajal.nn.loss.Losses} turns scores and targets into the number to minimise.
 */
@NullMarked
package dev.cajal.nn.loss;

import org.jspecify.annotations.NullMarked;
