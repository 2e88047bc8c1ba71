package dev.cajal.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.text.Alphabet;
import dev.cajal.nn.data.text.TextWindows;
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
  void everySampleIsHeldOutInExactlyOneFold() {
    Dataset odd = new Samples(103, Shape.of(1));
    List<Integer> held = new ArrayList<>();
    for (Fold fold : Splits.folds(odd, 5, 1)) {
      List<Integer> all = new ArrayList<>(indices(fold.train()));
      all.addAll(indices(fold.heldOut()));
      assertThat(all).containsExactlyInAnyOrderElementsOf(indices(odd));
      assertThat(fold.heldOut().size()).isBetween(20, 21);
      held.addAll(indices(fold.heldOut()));
    }
    assertThat(held).containsExactlyInAnyOrderElementsOf(indices(odd));
  }

  @Test
  void foldsHaveTheSameSharesOfEveryClassAndTheSeedDecides() {
    List<Fold> folds = Splits.folds(DATA, 7, 3);
    for (Fold fold : folds) {
      for (int label = 0; label < 3; label++) {
        int wanted = label;
        Dataset part = fold.heldOut();
        long count = IntStream.range(0, part.size()).filter(i -> part.label(i) == wanted).count();
        assertThat(count).isBetween(47L, 48L);
      }
    }
    assertThat(folds.get(2).number()).isEqualTo(3);
    assertThat(indices(Splits.folds(DATA, 7, 3).get(0).heldOut()))
        .isEqualTo(indices(folds.get(0).heldOut()));
    assertThat(indices(Splits.folds(DATA, 7, 4).get(0).heldOut()))
        .isNotEqualTo(indices(folds.get(0).heldOut()));
  }

  @Test
  void aClassWithTooFewSamplesIsNamed() {
    Dataset few = new Subset(DATA, new int[] {0, 3, 6, 9, 1, 4, 2}, "a few");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Splits.stratified(few, 1, 0.5, 0.5))
        .withMessage(
            "class 'c' of a few has only 1 sample, too few for one in each of 2 parts; add samples,"
                + " drop the class or take fewer parts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Splits.folds(few, 4, 1))
        .withMessage(
            "class 'b' of a few has only 2 samples, too few for one in each of 4 folds; add"
                + " samples, drop the class or take fewer folds");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Splits.folds(DATA, 1, 1))
        .withMessage("folds must be at least 2, found 1");
    Dataset absent = new Subset(DATA, new int[] {0, 3, 1, 4}, "without c");
    assertThat(Splits.folds(absent, 2, 1)).hasSize(2);
  }

  @Test
  void charactersThatOccurOnceDoNotHinderASplitOfText() {
    String letters = "abcdefghijklmnopqrstuvwxyz";
    Alphabet alphabet = Alphabet.of(letters);
    Dataset text = new TextWindows(alphabet, alphabet.encode(letters), 2, 1);
    assertThat(Splits.stratified(text, 1, 0.5, 0.5)).hasSize(2);
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

  @Test
  void fewSamplesHaveEveryClassAndAreContainedInMore() {
    List<Integer> seven = indices(Splits.few(DATA, 7, 1));
    assertThat(indices(Splits.few(DATA, 10, 1))).hasSize(10).containsAll(seven);
    assertThat(indices(Splits.few(DATA, 7, 2))).isNotEqualTo(seven);
    for (int label = 0; label < 3; label++) {
      int wanted = label;
      assertThat(seven.stream().filter(i -> DATA.label(i) == wanted)).hasSizeBetween(2, 3);
    }
    Dataset lonely = new Subset(DATA, new int[] {0, 3, 6, 9, 1}, "four of one class");
    assertThat(Splits.few(lonely, 4, 1).size()).isEqualTo(4);
    assertThat(Splits.few(DATA, 1000, 1)).isSameAs(DATA);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Splits.few(DATA, 0, 1))
        .withMessage("samples must be at least 1, found 0");
  }
}
