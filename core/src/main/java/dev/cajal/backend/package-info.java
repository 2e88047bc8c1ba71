/**
 * What the graph asks of the machine: types and layouts of tensors, the reference meaning of an
 * operation ({@link dev.cajal.backend.Operation}) and the service by which a module contributes
 * kernels ({@link dev.cajal.backend.Backend}). Depends on nothing; read on in {@code
 * dev.cajal.tensor}.
 */
@NullMarked
package dev.cajal.backend;

import org.jspecify.annotations.NullMarked;
