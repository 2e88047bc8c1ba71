/**
 * Labs about derivatives: four ways to a gradient, the worked examples of the notes, and what
 * gradients do in deep nets.
 *
 * <p>Read next: {@link dev.cajal.labs.gradients.GradientLabs}, which lists them.
 */
@NullMarked
package dev.cajal.labs.gradients;

import org.jspecify.annotations.NullMarked;
