/**
 * JMH benchmarks of single kernels, through the same door as the planner: {@link
 * dev.cajal.backend.Backends#choose} makes the kernel, {@link dev.cajal.backend.Kernel#run} is
 * timed. {@code bench/README.md} says how to run them.
 */
@NullMarked
package dev.cajal.bench.kernel;

import org.jspecify.annotations.NullMarked;
