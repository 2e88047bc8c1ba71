package dev.cajal.viz;

/**
 * A place on a figure.
 *
 * @param x pixels from the left edge
 * @param y pixels from the top edge
 */
public record Point(double x, double y) {}
