/**
 * Kernels in Java: elementwise programs with their reductions, moments, softmax, random numbers,
 * copies. {@link dev.cajal.cpu.vector.VectorKernels} answers the planner. Everything is written
 * against {@link dev.cajal.cpu.vector.Loops}, of which there are two: {@code VectorLoops} on the
 * Vector API, and {@code ScalarLoops} for the tails and where that incubator module is absent. Only
 * classes named {@code Vector…Loops} touch the incubator. Read on in {@link
 * dev.cajal.cpu.vector.CpuFused}.
 */
@NullMarked
package dev.cajal.cpu.vector;

import org.jspecify.annotations.NullMarked;
