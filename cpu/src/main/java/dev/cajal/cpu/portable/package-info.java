/**
 * Kernels in plain Java loops over float arrays, for machines without oneDNN and without the Vector
 * API. {@link dev.cajal.cpu.portable.PortableKernels} says which there are.
 */
@NullMarked
package dev.cajal.cpu.portable;

import org.jspecify.annotations.NullMarked;
