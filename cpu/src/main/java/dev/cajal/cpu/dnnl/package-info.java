/**
 * oneDNN through its C interface. {@code MemoryDesc}, {@code PrimitiveDesc} and {@code Primitive}
 * are the library's notions; {@code Convolution}, {@code MatrixProduct}, {@code Pooling}, {@code
 * Softmax} and {@code Reorder} create primitives.
 */
@NullMarked
package dev.cajal.cpu.dnnl;

import org.jspecify.annotations.NullMarked;
