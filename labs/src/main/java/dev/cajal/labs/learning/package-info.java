/**
 * Labs about learning: what is minimised, what descent meets on its way, where weights begin.
 *
 * <p>Read next: {@link dev.cajal.labs.learning.LearningLabs}, which lists them.
 */
@NullMarked
package dev.cajal.labs.learning;

import org.jspecify.annotations.NullMarked;
