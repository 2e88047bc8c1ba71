/**
 * Readers of files that others made: IDX (MNIST), CIFAR binary batches, zip archives.
 *
 * <p>A reader never trusts a file: it allocates as it reads, bounds every expansion, extracts
 * nothing, and reports whatever is wrong as a {@link dev.cajal.nn.data.format.FormatException} with
 * file, offset and reason. Read next: {@code Idx}, then {@code ZipArchive}.
 */
@NullMarked
package dev.cajal.nn.data.format;

import org.jspecify.annotations.NullMarked;
