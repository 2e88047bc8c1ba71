package dev.cajal.classic.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridAssignmentTest {

  @Test
  void aKnownProblemHasItsKnownSolution() {
    // The example of scipy.optimize.linear_sum_assignment: columns 1, 0, 2 at cost 5.
    double[][] cost = {{4, 1, 3}, {2, 0, 5}, {3, 2, 2}};
    assertThat(new ShortestPaths(3, 3, (i, j) -> cost[i][j]).assignment()).containsExactly(1, 0, 2);
  }

  @Test
  void noOtherAssignmentIsCheaper() {
    Random random = new Random(1);
    for (int turn = 0; turn < 40; turn++) {
      int rows = 1 + random.nextInt(5);
      int columns = rows + random.nextInt(3);
      double[][] cost = new double[rows][columns];
      for (double[] row : cost) {
        Arrays.setAll(row, j -> random.nextInt(10) - 3);
      }
      int[] found = new ShortestPaths(rows, columns, (i, j) -> cost[i][j]).assignment();
      assertThat(Arrays.stream(found).distinct().count()).isEqualTo(rows);
      double sum = IntStream.range(0, rows).mapToDouble(i -> cost[i][found[i]]).sum();
      assertThat(sum).isEqualTo(cheapest(cost, 0, 0), within(1e-12));
    }
  }

  private static double cheapest(double[][] cost, int row, int taken) {
    if (row == cost.length) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < cost[row].length; j++) {
      if ((taken >> j & 1) == 0) {
        least = Math.min(least, cost[row][j] + cheapest(cost, row + 1, taken | 1 << j));
      }
    }
    return least;
  }

  @Test
  void pointsOfAGridStayWhereTheyAre() {
    // Row 0 of the page is that of the largest y.
    float[] points = {0, 1, 2, 1, 1, 0, 2, 0, 0, 0};
    GridAssignment grid = GridAssignment.of(Tensor.of(Shape.of(5, 2), points), 3, 2);
    assertThat(IntStream.range(0, 5).map(grid::place)).containsExactly(0, 2, 4, 5, 3);
    assertThat(grid.sample(1, 0)).isEqualTo(-1);
    assertThat(grid.sample(2, 1)).isEqualTo(3);
    assertThat(grid.cost()).isZero();
  }

  @Test
  void equalPointsAreSpreadOverThePlaces() {
    GridAssignment grid = GridAssignment.of(Tensor.of(Shape.of(6, 2), new float[12]), 3, 2);
    assertThat(IntStream.range(0, 6).map(grid::place)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
  }

  @Test
  void tooManyPointsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GridAssignment.of(Tensor.of(Shape.of(5, 2), new float[10]), 2, 2))
        .withMessage("grid: 5 points do not fit 2 × 2 places; leave some out");
  }
}
