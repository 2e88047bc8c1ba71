/**
 * Charts of numbers: {@link dev.cajal.viz.chart.LineChart} for anything over epochs, {@link
 * dev.cajal.viz.chart.Histogram} for distributions, {@link dev.cajal.viz.chart.ConfusionChart} for
 * the mistakes of a classifier. Each is a record of what to show with a {@code figure()} method.
 *
 * <p>Read next: {@link dev.cajal.viz.chart.LineChart}; axes and ticks are in {@code Scale}.
 */
@NullMarked
package dev.cajal.viz.chart;

import org.jspecify.annotations.NullMarked;
