/**
 * Labs about networks over sequences.
 *
 * <p>Read next: {@link dev.cajal.labs.recurrent.RecurrentLabs}.
 */
@NullMarked
package dev.cajal.labs.recurrent;

import org.jspecify.annotations.NullMarked;
