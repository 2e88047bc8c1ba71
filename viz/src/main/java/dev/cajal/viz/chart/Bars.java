package dev.cajal.viz.chart;

import java.util.List;

/**
 * One colour of bars of a chart.
 *
 * @param name shown in the legend
 * @param values one for each row of the chart, with the length of its error bar
 */
public record Bars(String name, List<Spread> values) {
  /** Copies the values. */
  public Bars {
    values = List.copyOf(values);
  }
}
