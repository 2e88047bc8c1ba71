package dev.cajal.cpu.portable;

/**
 * The matrix product on float arrays, in loops that the compiler turns into vector instructions:
 * eight rows of B at a time are added to a row of C, so that each element of C is loaded and stored
 * once for eight multiplications.
 */
final class Product {
  /** Columns that are done together: eight rows of them stay in the first-level cache. */
  private static final int COLUMNS = 512;

  private Product() {}

  /**
   * A matrix inside an array: element (i, j) is {@code data[at + i·row + j·step]}.
   *
   * @param data the array
   * @param at where element (0, 0) is
   * @param row the distance from a row to the next
   * @param step the distance from a column to the next
   */
  @SuppressWarnings("ArrayRecordComponent") // A view: it must not copy what it shows.
  record Matrix(float[] data, int at, int row, int step) {}

  /** Adds A·B to C, where A is m×k, B is k×n and C is m×n; rows of B and C have no gaps. */
  static void add(Matrix a, Matrix b, Matrix c, int m, int n, int k) {
    for (int j = 0; j < n; j += COLUMNS) {
      int columns = Math.min(COLUMNS, n - j);
      int p = 0;
      for (; p + 8 <= k; p += 8) {
        for (int i = 0; i < m; i++) {
          eightRows(
              a,
              a.at + i * a.row + p * a.step,
              b,
              b.at + p * b.row + j,
              c,
              c.at + i * c.row + j,
              columns);
        }
      }
      for (; p < k; p++) {
        for (int i = 0; i < m; i++) {
          oneRow(
              a.data[a.at + i * a.row + p * a.step],
              b.data,
              b.at + p * b.row + j,
              c.data,
              c.at + i * c.row + j,
              columns);
        }
      }
    }
  }

  private static void eightRows(
      Matrix a, int factors, Matrix b, int from, Matrix c, int to, int columns) {
    float[] f = a.data;
    int step = a.step;
    eightRows(
        c.data,
        to,
        b.data,
        from,
        b.row,
        columns,
        f[factors],
        f[factors + step],
        f[factors + 2 * step],
        f[factors + 3 * step],
        f[factors + 4 * step],
        f[factors + 5 * step],
        f[factors + 6 * step],
        f[factors + 7 * step]);
  }

  // Factors in locals and one loop with nothing else in it: the shape that C2 vectorises.
  private static void eightRows(
      float[] c,
      int to,
      float[] b,
      int from,
      int row,
      int columns,
      float f0,
      float f1,
      float f2,
      float f3,
      float f4,
      float f5,
      float f6,
      float f7) {
    int b1 = from + row;
    int b2 = b1 + row;
    int b3 = b2 + row;
    int b4 = b3 + row;
    int b5 = b4 + row;
    int b6 = b5 + row;
    int b7 = b6 + row;
    for (int j = 0; j < columns; j++) {
      c[to + j] +=
          ((f0 * b[from + j] + f1 * b[b1 + j]) + (f2 * b[b2 + j] + f3 * b[b3 + j]))
              + ((f4 * b[b4 + j] + f5 * b[b5 + j]) + (f6 * b[b6 + j] + f7 * b[b7 + j]));
    }
  }

  private static void oneRow(float f, float[] b, int from, float[] c, int to, int columns) {
    for (int j = 0; j < columns; j++) {
      c[to + j] += f * b[from + j];
    }
  }
}
