/**
 * A neural network in three small classes, to be read in ten minutes: every layer says how it
 * computes, {@code forward}, and how it hands a gradient back, {@code backward}. Nothing here uses
 * automatic differentiation; the lab {@code toynn} compares the two.
 *
 * <p>Read {@link dev.cajal.labs.toynn.Linear} first.
 */
@NullMarked
package dev.cajal.labs.toynn;

import org.jspecify.annotations.NullMarked;
