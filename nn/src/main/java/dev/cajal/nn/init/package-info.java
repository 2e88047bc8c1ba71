/**
 * First values of parameters: {@link dev.cajal.nn.init.Initializers} has the published rules. Which
 * one a weight gets by default is decided in {@code dev.cajal.nn.Module#build}.
 */
@NullMarked
package dev.cajal.nn.init;

import org.jspecify.annotations.NullMarked;
