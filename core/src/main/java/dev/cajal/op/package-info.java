/**
 * The primitive operations, one record a file: options, type rule, reference forward in plain
 * loops, reverse and forward rule, cost. Composite operations are methods of {@code
 * dev.cajal.tensor.Tensor} or of the modules above. To add one, see CONTRIBUTING.md.
 */
@NullMarked
package dev.cajal.op;

import org.jspecify.annotations.NullMarked;
