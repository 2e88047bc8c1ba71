/**
 * Looking inside networks: what layers put out, what their units answer to, what their filters look
 * like. All of it is computation on the graph of the model, so any model will do.
 *
 * <p>Read next: {@link dev.cajal.nn.inspect.Layers}, which finds the layers of a model in the graph
 * of its output, then {@link dev.cajal.nn.inspect.Activations}. An {@link
 * dev.cajal.nn.inspect.Attribution} says what in an image a {@link dev.cajal.nn.inspect.Unit}
 * answers to: by gradients ({@link dev.cajal.nn.inspect.Backprojection}, {@link
 * dev.cajal.nn.inspect.IntegratedGradients}) or by covering parts of it ({@link
 * dev.cajal.nn.inspect.Occlusion}); {@link dev.cajal.nn.inspect.ClassModel} finds the image that it
 * likes best.
 */
@NullMarked
package dev.cajal.nn.inspect;

import org.jspecify.annotations.NullMarked;
