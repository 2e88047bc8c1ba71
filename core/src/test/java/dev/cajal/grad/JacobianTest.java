package dev.cajal.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import org.junit.jupiter.api.Test;

class JacobianTest {
  private final Tensor x = Tensor.of(Shape.of(3), 0.4, -1.2, 2.0);
  private final Tensor a = Tensor.of(Shape.of(2, 3), 1, 2, 3, -4, 5, 0.5);

  private Tensor two() {
    return a.matmul(x.sin().reshape(3, 1)).reshape(2);
  }

  @Test
  void rowsAndColumnsGiveTheSameMatrix() {
    double[] rows = Jacobian.byRows(two(), x).matrix().toDoubles();
    double[] columns = Jacobian.byColumns(two(), x).matrix().toDoubles();
    double[] weights = a.toDoubles();
    double[] at = x.toDoubles();
    for (int i = 0; i < 6; i++) {
      assertThat(rows[i]).isCloseTo(weights[i] * Math.cos(at[i % 3]), within(1e-14));
      assertThat(columns[i]).isCloseTo(rows[i], within(1e-14));
    }
  }

  @Test
  void theDefaultTakesTheFewerSweeps() {
    Jacobian few = Jacobian.of(two(), x);
    assertThat(few.by()).isEqualTo(Jacobian.By.ROWS);
    assertThat(few.sweeps()).isEqualTo(2);
    Tensor many = two().reshape(2, 1).mul(Tensor.of(Shape.of(1, 4), 1, 2, 3, 4.0));
    Jacobian columns = Jacobian.of(many, x);
    assertThat(columns.by()).isEqualTo(Jacobian.By.COLUMNS);
    assertThat(columns.sweeps()).isEqualTo(3);
    assertThat(columns.matrix().shape()).isEqualTo(Shape.of(2, 4, 3));
    assertThat(columns.multiplications()).isLessThan(Jacobian.byRows(many, x).multiplications());
  }

  @Test
  void blocksOfABatchTakeOneSweepForEachElementOfASample() {
    Tensor batch = Tensor.of(Shape.of(4, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9, 1.5, 0, 2);
    Tensor y = batch.sin().matmul(a.transpose());
    Jacobian blocks = Jacobian.byBlocks(y, batch);
    assertThat(blocks.sweeps()).isEqualTo(2);
    assertThat(blocks.matrix().shape()).isEqualTo(Shape.of(4, 2, 3));
    double[] diagonal = blocks.matrix().toDoubles();
    double[] whole = Jacobian.byRows(y, batch).matrix().toDoubles();
    for (int b = 0; b < 4; b++) {
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 3; j++) {
          assertThat(diagonal[(b * 2 + i) * 3 + j]).isEqualTo(whole[((b * 2 + i) * 4 + b) * 3 + j]);
        }
      }
    }
    assertThatThrownBy(() -> Jacobian.byBlocks(two(), x))
        .hasMessage(
            "jacobian by blocks: y is float64[2] and x float64[3]; both need the batch as their"
                + " first axis");
  }

  @Test
  void scalarsAndEmptyTensorsHaveJacobians() {
    Tensor s = Tensor.of(Shape.of(), 0.3);
    assertThat(Jacobian.of(s.sin(), s).matrix().toDoubles()[0]).isEqualTo(Math.cos(0.3));
    Tensor empty = Tensor.of(Shape.of(0), new double[0]);
    assertThat(Jacobian.of(empty.exp(), empty).matrix().shape()).isEqualTo(Shape.of(0, 0));
  }

  @Test
  void aJacobianCanBeDifferentiatedAgain() {
    Tensor cubes = x.mul(x).mul(x);
    Tensor matrix = Jacobian.byRows(cubes, x).matrix();
    double[] second = Gradients.of(matrix.sum(), x).get(x).toDoubles();
    double[] at = x.toDoubles();
    for (int i = 0; i < 3; i++) {
      assertThat(second[i]).isCloseTo(6 * at[i], within(1e-13));
    }
  }
}
