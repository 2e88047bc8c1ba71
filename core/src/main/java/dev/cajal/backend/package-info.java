/**
 * What a backend sees: shapes, element types, layouts, host arrays, and the interface through which
 * kernels are found.
 *
 * <p>Read next: {@code dev.cajal.tensor}, which records operations over these types.
 */
@NullMarked
package dev.cajal.backend;

import org.jspecify.annotations.NullMarked;
