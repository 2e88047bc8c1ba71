package dev.cajal.viz.chart;

/**
 * What an axis measures.
 *
 * @param title with its unit, such as {@code "ms per step"}
 * @param kind how its values are spaced and written
 */
public record Axis(String title, Kind kind) {

  /** How values are spaced and written. */
  public enum Kind {
    /** Real numbers. */
    NUMBER,
    /** Whole numbers, such as epochs. */
    INTEGER,
    /** Shares from 0 to 1, written as percentages. */
    PERCENT,
    /** Positive numbers on a logarithmic axis; others are left out. */
    LOG
  }

  /** Epochs, counted from 1. */
  public static Axis epochs() {
    return new Axis("epoch", Kind.INTEGER);
  }
}
