/**
 * Looking inside networks: what layers put out, what their units answer to, what their filters look
 * like.
 *
 * <p>Read next: {@link dev.cajal.nn.inspect.Layers}, which finds the layers of a model in the graph
 * of its output, then {@link dev.cajal.nn.inspect.Activations}.
 */
@NullMarked
package dev.cajal.nn.inspect;

import org.jspecify.annotations.NullMarked;
