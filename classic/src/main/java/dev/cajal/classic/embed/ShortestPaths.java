package dev.cajal.classic.embed;

import java.util.Arrays;

/**
 * The linear assignment problem: each row gets a column of its own such that the sum of costs is
 * the least. Rows are taken one after the other; each looks for the cheapest chain of exchanges
 * that ends in a free column, by Dijkstra over costs reduced by the prices of rows and columns.
 */
final class ShortestPaths {
  private static final int FREE = -1;

  /** What it costs to give a column to a row. */
  @FunctionalInterface
  interface Cost {
    double of(int row, int column);
  }

  private final int rows;
  private final int columns;
  private final Cost cost;
  private final double[] rowPrice;
  private final double[] columnPrice;
  private final int[] rowOf;
  private final int[] columnOf;
  private final double[] distance;
  private final int[] before;
  private final int[] open;

  /** Takes a problem of at most as many rows as columns. */
  ShortestPaths(int rows, int columns, Cost cost) {
    this.rows = rows;
    this.columns = columns;
    this.cost = cost;
    rowPrice = new double[rows];
    columnPrice = new double[columns];
    rowOf = new int[columns];
    columnOf = new int[rows];
    distance = new double[columns];
    before = new int[columns];
    open = new int[columns];
  }

  /** Returns the column of each row. */
  int[] assignment() {
    Arrays.fill(rowOf, FREE);
    Arrays.fill(columnOf, FREE);
    for (int row = 0; row < rows; row++) {
      augment(row);
    }
    return columnOf.clone();
  }

  private void augment(int start) {
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    Arrays.setAll(open, j -> j);
    int left = columns;
    int row = start;
    double reached = 0;
    int sink = FREE;
    while (sink == FREE) {
      double least = Double.POSITIVE_INFINITY;
      int best = FREE;
      for (int o = 0; o < left; o++) {
        int j = open[o];
        double through = reached + cost.of(row, j) - rowPrice[row] - columnPrice[j];
        if (through < distance[j]) {
          distance[j] = through;
          before[j] = row;
        }
        // Of equally near columns a free one ends the search.
        if (distance[j] < least || (distance[j] == least && rowOf[j] == FREE)) {
          least = distance[j];
          best = o;
        }
      }
      reached = least;
      int column = open[best];
      open[best] = open[--left];
      open[left] = column;
      if (rowOf[column] == FREE) {
        sink = column;
      } else {
        row = rowOf[column];
      }
    }
    reprice(start, left, reached);
    exchange(start, sink);
  }

  /** Changes prices so that every column on a shortest path costs nothing to its row. */
  private void reprice(int start, int left, double reached) {
    rowPrice[start] += reached;
    for (int o = left; o < columns; o++) {
      int column = open[o];
      double slack = reached - distance[column];
      columnPrice[column] -= slack;
      if (rowOf[column] != FREE) {
        rowPrice[rowOf[column]] += slack;
      }
    }
  }

  private void exchange(int start, int sink) {
    int column = sink;
    while (true) {
      int row = before[column];
      rowOf[column] = row;
      int freed = columnOf[row];
      columnOf[row] = column;
      if (row == start) {
        return;
      }
      column = freed;
    }
  }
}
