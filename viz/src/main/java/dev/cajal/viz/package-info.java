/**
 * The drawing surface that every figure shares: a {@link dev.cajal.viz.Figure} is a list of {@link
 * dev.cajal.viz.Mark}s coloured by {@link dev.cajal.viz.Ink} roles, written as SVG that follows the
 * reader's light or dark setting, or as PNG in one {@link dev.cajal.viz.Theme}. A {@link
 * dev.cajal.viz.Picture} holds pixels.
 *
 * <p>Nothing here knows tensors or training: callers bring plain numbers. The same data give the
 * same bytes. Only PNG output starts AWT; programs without a screen set {@code
 * java.awt.headless=true} first.
 *
 * <p>Read next: {@link dev.cajal.viz.chart} for curves and matrices, {@link dev.cajal.viz.image}
 * for weights and samples, {@link dev.cajal.viz.graph} for networks, {@link dev.cajal.viz.report}
 * for the page that holds them all.
 */
@NullMarked
package dev.cajal.viz;

import org.jspecify.annotations.NullMarked;
