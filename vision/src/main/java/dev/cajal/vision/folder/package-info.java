/**
 * Data sets of image files: a folder per class, on disk or in a zip archive that is read in place.
 *
 * <p>All images are decoded once, on all cores, into bytes. Read next: {@code ImageFolder}, then
 * {@code ImageSet}, which sorts the files into classes.
 */
@NullMarked
package dev.cajal.vision.folder;

import org.jspecify.annotations.NullMarked;
