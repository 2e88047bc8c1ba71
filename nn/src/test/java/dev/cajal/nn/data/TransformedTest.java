package dev.cajal.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.transform.Resize;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransformedTest {

  /** Two images of one value each. */
  private static final Dataset FLAT =
      new Dataset() {
        @Override
        public int size() {
          return 2;
        }

        @Override
        public Shape shape() {
          return Shape.of(1, 4, 4);
        }

        @Override
        public List<String> classes() {
          return List.of("dark", "bright");
        }

        @Override
        public String description() {
          return "flat";
        }

        @Override
        public int label(int index) {
          return index;
        }

        @Override
        public void read(int index, float[] target, int offset) {
          for (int i = 0; i < 16; i++) {
            target[offset + i] = index;
          }
        }
      };

  @Test
  void samplesAreChangedWhereverTheyAreRead() {
    Dataset small = new Transformed(FLAT, new Resize(2, 2));
    assertThat(small.shape()).isEqualTo(Shape.of(1, 2, 2));
    assertThat(List.of(small.size(), small.label(1))).containsExactly(2, 1);
    assertThat(small.classes()).isEqualTo(FLAT.classes());
    assertThat(small.description()).startsWith("flat, as ");
    float[] target = new float[6];
    small.read(1, target, 1);
    assertThat(target).containsExactly(0, 1, 1, 1, 1, 0);
  }
}
