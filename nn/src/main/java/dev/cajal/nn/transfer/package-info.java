/**
 * What was learned, used again: {@link dev.cajal.nn.transfer.Heads} puts a new head on a trained
 * model, {@link dev.cajal.nn.transfer.Features} turns samples into what a layer says of them, and
 * {@link dev.cajal.nn.transfer.Growth} starts a deep model from a shallower one. All of them cut
 * the traced graph, so they take any model, also a saved one without its Java code. Parameters are
 * frozen by {@link dev.cajal.nn.Module#freeze(String)} and slowed down by {@link
 * dev.cajal.nn.optim.ParameterGroup}.
 */
@NullMarked
package dev.cajal.nn.transfer;

import org.jspecify.annotations.NullMarked;
