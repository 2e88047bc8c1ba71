/**
 * Watching training from inside: norms of weights, gradients and updates, and the distribution of
 * activations, layer by layer, measured every so many steps by a plan of its own.
 *
 * <p>{@link dev.cajal.nn.watch.Watch} is the listener that measures; {@link
 * dev.cajal.nn.watch.Diagnosis} says in plain words what the numbers mean. To understand the rest,
 * start with {@link dev.cajal.nn.watch.LayerStats}.
 */
@NullMarked
package dev.cajal.nn.watch;

import org.jspecify.annotations.NullMarked;
