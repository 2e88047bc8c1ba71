/**
 * First values of parameters: {@link dev.cajal.nn.init.Initializers} has the published rules. Which
 * one a weight gets by default is decided in {@code dev.cajal.nn.Module#build}; {@code
 * dev.cajal.nn.FirstValues} draws by another, and {@code dev.cajal.nn.Lsuv} fits weights to a
 * batch.
 */
@NullMarked
package dev.cajal.nn.init;

import org.jspecify.annotations.NullMarked;
