/**
 * Labs about training in practice: what spoils it and how one sees that, what regularises,
 * normalises and scales, and what depth is good for.
 *
 * <p>Read next: {@link dev.cajal.labs.training.TrainingLabs}, which lists them.
 */
@NullMarked
package dev.cajal.labs.training;

import org.jspecify.annotations.NullMarked;
