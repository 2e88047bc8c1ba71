/**
 * Training: {@link dev.cajal.nn.train.Trainer} runs epochs of a compiled step, measures, validates,
 * keeps the best weights and writes checkpoints from which a run goes on bit for bit.
 *
 * <p>Read next: {@code TrainerOptions}, {@code Trainer}, {@code TrainStep} (the whole step in one
 * screen), {@code Checkpoints}, and {@code Evaluation} for judging a trained model.
 */
@NullMarked
package dev.cajal.nn.train;

import org.jspecify.annotations.NullMarked;
