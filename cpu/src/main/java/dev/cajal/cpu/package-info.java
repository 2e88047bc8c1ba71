/**
 * Fast kernels for the processor: oneDNN through its C interface, and loops over the Vector API.
 */
@NullMarked
package dev.cajal.cpu;

import org.jspecify.annotations.NullMarked;
