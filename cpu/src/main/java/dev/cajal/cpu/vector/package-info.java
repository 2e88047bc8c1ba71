/**
 * Kernels in Java, where {@link dev.cajal.cpu.vector.VectorKernels} answers the planner:
 *
 * <ul>
 *   <li>elementwise programs with their reductions: {@link dev.cajal.cpu.vector.CpuFused}; moments,
 *       softmax, random numbers and copies beside it;
 *   <li>convolutions of small windows by minimal filtering: {@link
 *       dev.cajal.cpu.vector.WinogradKernels};
 *   <li>recurrences, whole sequences in one kernel: {@link dev.cajal.cpu.vector.RecurrentKernels};
 *   <li>matrix products of few terms: {@link dev.cajal.cpu.vector.ThinProduct}.
 * </ul>
 *
 * <p>Everything is written against {@link dev.cajal.cpu.vector.Loops}, of which there are two:
 * {@code VectorLoops} on the Vector API, and {@code ScalarLoops} for the tails and where that
 * incubator module is absent. Only classes named {@code Vector…Loops} touch the incubator.
 */
@NullMarked
package dev.cajal.cpu.vector;

import org.jspecify.annotations.NullMarked;
