/**
 * Samples for training: datasets, splits, the shuffling loader and the transform contract.
 *
 * <p>A {@link dev.cajal.nn.data.Dataset} hands out single samples as floats in 0..1, channels
 * first. The {@link dev.cajal.nn.data.Loader} orders them, applies a {@link
 * dev.cajal.nn.data.Transform} and fills off-heap batches ahead of time; the numbers depend only on
 * the seed, the epoch and the sample, never on threads. Read next: {@code Dataset}, {@code Loader},
 * then the readers in {@code dev.cajal.nn.data.format} and the transforms in {@code
 * dev.cajal.nn.data.transform}.
 */
@NullMarked
package dev.cajal.nn.data;

import org.jspecify.annotations.NullMarked;
