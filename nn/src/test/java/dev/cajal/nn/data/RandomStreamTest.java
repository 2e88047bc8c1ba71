package dev.cajal.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  @Test
  void comingBackToAPlaceGivesTheSameNumbers() {
    RandomStream stream = new RandomStream(7, "test");
    int[] once = words(stream.at(3, 5), 11);
    words(stream.at(3, 6), 2);
    assertThat(words(stream.at(3, 5), 11)).containsExactly(once);
    assertThat(words(new RandomStream(7, "test").at(3, 5), 11)).containsExactly(once);
  }

  @Test
  void placesPurposesAndSeedsHaveNumbersOfTheirOwn() {
    int[] words = words(new RandomStream(7, "test").at(3, 5), 8);
    assertThat(words(new RandomStream(7, "test").at(5, 3), 8)).isNotEqualTo(words);
    assertThat(words(new RandomStream(7, "other").at(3, 5), 8)).isNotEqualTo(words);
    assertThat(words(new RandomStream(8, "test").at(3, 5), 8)).isNotEqualTo(words);
    assertThat(words(new RandomStream(7L + (1L << 32), "test").at(3, 5), 8)).isNotEqualTo(words);
  }

  @Test
  void boundedNumbersAreEquallyLikely() {
    RandomStream stream = new RandomStream(1, "test");
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[stream.nextInt(7)]++;
    }
    for (int count : counts) {
      assertThat(count).isCloseTo(10_000, within(400));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> stream.nextInt(0));
  }

  @Test
  void hugeBoundsStayWithin() {
    RandomStream stream = new RandomStream(2, "test");
    for (int i = 0; i < 1000; i++) {
      assertThat(stream.nextInt(Integer.MAX_VALUE)).isNotNegative();
    }
  }

  @Test
  void floatsAreUniformAndNormalNumbersNormal() {
    RandomStream stream = new RandomStream(3, "test");
    double sum = 0;
    double normal = 0;
    double squares = 0;
    int count = 100_000;
    for (int i = 0; i < count; i++) {
      float uniform = stream.nextFloat();
      assertThat(uniform).isBetween(0f, Math.nextDown(1f));
      sum += uniform;
      float gaussian = stream.gaussian();
      normal += gaussian;
      squares += gaussian * gaussian;
    }
    assertThat(sum / count).isCloseTo(0.5, within(0.005));
    assertThat(normal / count).isCloseTo(0, within(0.02));
    assertThat(squares / count).isCloseTo(1, within(0.03));
  }

  @Test
  void shufflingKeepsEveryElement() {
    int[] values = IntStream.range(0, 1000).toArray();
    new RandomStream(4, "test").shuffle(values, 900);
    assertThat(Arrays.copyOf(values, 900)).isNotEqualTo(IntStream.range(0, 900).toArray());
    assertThat(Arrays.copyOf(values, 900))
        .containsExactlyInAnyOrder(IntStream.range(0, 900).toArray());
    assertThat(Arrays.copyOfRange(values, 900, 1000))
        .containsExactly(IntStream.range(900, 1000).toArray());
  }

  private static int[] words(RandomStream stream, int count) {
    return IntStream.range(0, count).map(i -> stream.nextInt()).toArray();
  }
}
