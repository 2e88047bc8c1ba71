/**
 * Transforms of image samples: normalisation, padding, flips, crops, rotation, elastic distortion.
 *
 * <p>All work on float samples [channels, height, width] in plain arrays and draw their randomness
 * from the stream that belongs to the epoch and the sample. Read next: {@code Normalize}, then
 * {@code Warp}, which all geometric transforms share.
 */
@NullMarked
package dev.cajal.nn.data.transform;

import org.jspecify.annotations.NullMarked;
