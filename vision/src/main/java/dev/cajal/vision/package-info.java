/**
 * Finds data sets by path or name, wherever and of whatever kind they are.
 *
 * <p>Read next: {@code DataSources}; then {@code dev.cajal.vision.folder} for sets of image files,
 * {@code dev.cajal.vision.image} for decoding, and {@code dev.cajal.vision.generate} for the sets
 * that need no files.
 */
@NullMarked
package dev.cajal.vision;

import org.jspecify.annotations.NullMarked;
