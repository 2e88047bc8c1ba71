/**
 * The threads that compute. There is one team for oneDNN's primitives and for loops in Java, so
 * that they never fight for a core; {@link dev.cajal.cpu.team.Team} is all that kernels see.
 */
@NullMarked
package dev.cajal.cpu.team;

import org.jspecify.annotations.NullMarked;
