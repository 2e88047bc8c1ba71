/**
 * Files that hold tensors, and writing files so that a crash leaves the old content or the new,
 * never a mixture.
 *
 * <p>Read next: {@link dev.cajal.nn.io.Safetensors}, {@link dev.cajal.nn.io.AtomicFile}.
 */
@NullMarked
package dev.cajal.nn.io;

import org.jspecify.annotations.NullMarked;
