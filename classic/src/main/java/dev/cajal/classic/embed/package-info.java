/**
 * Pictures of samples in the plane: {@link dev.cajal.classic.embed.TSne} keeps near what is near,
 * {@link dev.cajal.classic.embed.Preservation} measures how far that succeeded, and {@link
 * dev.cajal.classic.embed.GridAssignment} moves the points to the places of a grid, where images
 * can be drawn without hiding each other.
 *
 * <pre>{@code
 * Embedding map = TSne.of(30).fit(Samples.of(codes));
 * double kept = Preservation.neighbours(codes, map.points(), 10);
 * GridAssignment grid = GridAssignment.of(map.points(), 40, 25);
 * }</pre>
 */
@NullMarked
package dev.cajal.classic.embed;

import org.jspecify.annotations.NullMarked;
