/**
 * Models: {@link dev.cajal.nn.Module} registers parameters, buffers and children under names and
 * says with ordinary tensor operations what it computes; the layers are modules of a page each, and
 * {@link dev.cajal.nn.Sequential} chains them. Read {@link dev.cajal.nn.Linear} for the pattern,
 * then {@code dev.cajal.nn.init}, {@code dev.cajal.nn.loss} and {@code dev.cajal.nn.train}.
 */
@NullMarked
package dev.cajal.nn;

import org.jspecify.annotations.NullMarked;
