/**
 * The lazy computation graph: {@link dev.cajal.tensor.Tensor} and its one funnel {@code apply}, the
 * {@link dev.cajal.tensor.Node} that it records, the contract of a primitive {@link
 * dev.cajal.tensor.Op}, and {@link dev.cajal.tensor.Variable}, the only mutable thing. The
 * primitives themselves are in {@code dev.cajal.op}; read on in {@code dev.cajal.grad}.
 */
@NullMarked
package dev.cajal.tensor;

import org.jspecify.annotations.NullMarked;
