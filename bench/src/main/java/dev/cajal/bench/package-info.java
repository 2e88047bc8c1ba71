/**
 * What is measured and how: {@link dev.cajal.bench.Workload} names it, {@link
 * dev.cajal.bench.Comparison} times our steps, alternating with a rival's in the same run. Kernel
 * benchmarks are in {@code src/jmh}; {@code bench/README.md} says how to run both, results are kept
 * in {@code bench/RESULTS.md}.
 */
@NullMarked
package dev.cajal.bench;

import org.jspecify.annotations.NullMarked;
