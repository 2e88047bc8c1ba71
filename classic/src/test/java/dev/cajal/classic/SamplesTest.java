package dev.cajal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.PixelDataset;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void aDataSetBecomesRowsAndLabels() {
    byte[][] pixels = {{0, (byte) 255, 51, 102, 0, 0, 0, 0}};
    PixelDataset data =
        new PixelDataset(Shape.of(1, 2, 2), pixels, new int[] {1, 0}, List.of("a", "b"), "two");
    Samples samples = Samples.of(data);
    assertThat(samples.features().toArray()).containsExactly(0, 1, 0.2f, 0.4f, 0, 0, 0, 0);
    assertThat(samples.labels().toDoubles()).containsExactly(1, 0);
    assertThat(samples.classes()).isEqualTo(2);
    assertThat(samples.width()).isEqualTo(4);
  }

  @Test
  void aValueThatIsNotFiniteIsNamed() {
    Tensor features = Data.table(new double[] {1, 2}, new double[] {3, Double.NaN});
    assertThatThrownBy(() -> Samples.of(features))
        .hasMessage(
            "samples: feature 1 of sample 1 is not a finite number; fill or leave out such values");
    Tensor infinite = Data.table(new double[] {1, Double.NEGATIVE_INFINITY});
    assertThatThrownBy(() -> Samples.of(infinite)).hasMessageContaining("feature 1 of sample 0");
  }

  @Test
  void labelsAndValuesAreToldApart() {
    Tensor x = Data.table(new double[] {1}, new double[] {2});
    assertThatThrownBy(() -> Samples.of(x).labels())
        .hasMessage("samples: the rows have no labels; give them as int64[n]");
    assertThatThrownBy(() -> Samples.of(x, Data.labels(0, 1)).values())
        .hasMessageContaining("the rows have no values");
    assertThat(Samples.of(x, Tensor.of(Shape.of(2), 5.0, 6.0)).values().shape())
        .isEqualTo(Shape.of(2, 1));
    assertThatThrownBy(() -> Samples.of(x, Data.labels(0, -1)))
        .hasMessageContaining("classes count from 0");
    assertThatThrownBy(() -> Samples.of(x, Data.labels(0)))
        .hasMessageContaining("give one for each row");
    assertThatThrownBy(() -> Samples.of(x, Tensor.of(1f, 2f)))
        .hasMessageContaining("expected labels int64[n], or values");
  }

  @Test
  void emptyTablesAndWholeNumbersAreRefused() {
    assertThatThrownBy(() -> Samples.of(Tensor.of(Shape.of(0, 3), new double[0])))
        .hasMessageContaining("samples: there are none");
    assertThatThrownBy(() -> Samples.of(Tensor.of(Shape.of(1, 1), 3L)))
        .hasMessageContaining("cast them");
  }
}
