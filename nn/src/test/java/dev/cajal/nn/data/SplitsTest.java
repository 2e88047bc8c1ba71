package dev.cajal.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitsTest {
  private static final Dataset DATA = new Samples(1000, Shape.of(1));

  @Test
  void partsShareNoSampleAndAreTogetherTheWhole() {
    List<Integer> all = new ArrayList<>();
    for (Dataset part : Splits.stratified(DATA, 1, 0.7, 0.2, 0.1)) {
      all.addAll(indices(part));
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  void everyClassHasTheSameShareInEachPart() {
    List<Dataset> parts = Splits.stratified(DATA, 1, 3, 1);
    for (int label = 0; label < 3; label++) {
      int wanted = label;
      Dataset part = parts.get(1);
      long count = IntStream.range(0, part.size()).filter(i -> part.label(i) == wanted).count();
      assertThat(count).isBetween(83L, 84L);
    }
    assertThat(parts.get(1).description()).isEqualTo("249 of 1000 samples of test samples");
  }

  @Test
  void theSeedDecides() {
    List<Integer> one = indices(Splits.stratified(DATA, 1, 0.5, 0.5).get(0));
    assertThat(indices(Splits.stratified(DATA, 1, 0.5, 0.5).get(0))).isEqualTo(one);
    assertThat(indices(Splits.stratified(DATA, 2, 0.5, 0.5).get(0))).isNotEqualTo(one);
    assertThat(one).isSorted();
  }

  @Test
  void sharesMustBePositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Splits.stratified(DATA, 1, 1, 0))
        .withMessage("split shares must be positive numbers, found 0.0");
    assertThatIllegalArgumentException().isThrownBy(() -> Splits.stratified(DATA, 1));
  }

  @Test
  void aSubsetLooksIntoItsDataset() {
    Dataset subset = new Subset(DATA, new int[] {5, 3, 5}, "chosen");
    assertThat(indices(subset)).containsExactly(5, 3, 5);
    assertThat(subset.label(0)).isEqualTo(2);
    assertThat(Subset.first(DATA, 4).size()).isEqualTo(4);
    assertThat(Subset.first(DATA, 4).description()).isEqualTo("first 4 of test samples");
    assertThat(Subset.first(DATA, 1000)).isSameAs(DATA);
    assertThatThrownBy(() -> new Subset(DATA, new int[] {1000}, "wrong"))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("sample 1000 of 1000 in test samples");
  }

  private static List<Integer> indices(Dataset part) {
    List<Integer> indices = new ArrayList<>();
    float[] value = new float[1];
    for (int i = 0; i < part.size(); i++) {
      part.read(i, value, 0);
      indices.add((int) value[0]);
    }
    return indices;
  }
}
