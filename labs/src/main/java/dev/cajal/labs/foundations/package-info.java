/**
 * Labs about the foundations of learning: what is minimised, what descent meets on its way, where
 * weights begin.
 *
 * <p>Read next: {@link dev.cajal.labs.foundations.FoundationLabs}, which lists them.
 */
@NullMarked
package dev.cajal.labs.foundations;

import org.jspecify.annotations.NullMarked;
