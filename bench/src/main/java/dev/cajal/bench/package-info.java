/** Kernel benchmarks and the comparison with PyTorch. */
@NullMarked
package dev.cajal.bench;

import org.jspecify.annotations.NullMarked;
