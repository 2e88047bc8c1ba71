/**
 * Networks as drawings: what {@code nn} knows of a model, in the words of {@code viz}.
 *
 * <p>Read next: {@link dev.cajal.labs.drawing.Drawings}.
 */
@NullMarked
package dev.cajal.labs.drawing;

import org.jspecify.annotations.NullMarked;
