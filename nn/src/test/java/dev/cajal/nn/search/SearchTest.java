package dev.cajal.nn.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.nn.data.format.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  private static final List<Dimension> SPACE =
      List.of(Dimension.parse("lr=1e-4..1e-1:log"), Dimension.parse("batch=16,64"));

  /** Best at a rate of 0.01 and batches of 64. */
  private static final Scoring HILL =
      (point, budget) ->
          budget
              - Math.abs(Math.log10(point.number("lr")) + 2)
              - (point.whole("batch") == 64 ? 0 : 0.1);

  @TempDir Path folder;

  @Test
  void randomPointsLieInTheSpaceAndTheBestIsFound() throws IOException {
    SearchResult found = new Search(SPACE, new Strategy.Random(40), 1).seed(1).run(HILL);
    assertThat(found.trials()).hasSize(40);
    assertThat(found.trials())
        .allSatisfy(trial -> {
          assertThat(trial.point().number("lr")).isBetween(1e-4, 1e-1);
          assertThat(trial.point().whole("batch")).isIn(16, 64);
        });
    long small = found.trials().stream().filter(t -> t.point().number("lr") < 1e-3).count();
    assertThat(small).as("a third of the factors are below 1e-3").isBetween(7L, 20L);
    assertThat(found.best().point().number("lr")).isBetween(5e-3, 2e-2);
    assertThat(found.best().point().text("batch")).isEqualTo("64");
    assertThat(found.ranked()).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
  }

  @Test
  void theSeedDecidesThePoints() throws IOException {
    Search search = new Search(SPACE, new Strategy.Random(5), 1);
    List<Point> one = points(search.seed(1).run(HILL));
    assertThat(points(search.seed(1).run(HILL))).isEqualTo(one);
    assertThat(points(search.seed(2).run(HILL))).isNotEqualTo(one);
    assertThat(points(new Search(SPACE, new Strategy.Random(9), 1).seed(1).run(HILL)))
        .as("more trials begin with the same points")
        .startsWith(one.toArray(Point[]::new));
  }

  @Test
  void aSmallSpaceIsSearchedOnceAndNotTwice() throws IOException {
    List<Dimension> four = List.of(Dimension.parse("a=1,2"), Dimension.parse("b=x,y"));
    SearchResult all =
        new Search(four, new Strategy.Random(50), 1).run((point, budget) -> point.number("a"));
    assertThat(points(all)).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void aGridHasAllCombinations() throws IOException {
    List<Dimension> space = List.of(Dimension.parse("lr=1e-4..1e-1:log:4"), SPACE.get(1));
    Search search = new Search(space, new Strategy.Grid(), 1);
    assertThat(search.trials()).isEqualTo(8);
    assertThat(points(search.run(HILL)))
        .extracting(Point::toString)
        .startsWith("lr=1.0E-4 batch=16", "lr=1.0E-4 batch=64", "lr=0.001 batch=16")
        .endsWith("lr=0.1 batch=64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Search(SPACE, new Strategy.Grid(), 1).trials())
        .withMessage(
            "a grid needs to know how many values of lr to try; write lr=1.0E-4..0.1:log:4 for"
                + " four, or list them");
  }

  @Test
  void halvingGivesTheBestMoreAndEndsWithTheWholeBudget() throws IOException {
    Search search = new Search(SPACE, new Strategy.SuccessiveHalving(9, 3), 9).seed(3);
    SearchResult found = search.run(HILL);
    assertThat(found.trials())
        .extracting(Trial::budget)
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 9);
    assertThat(search.trials()).isEqualTo(13);
    Trial best = found.best();
    assertThat(best.budget()).isEqualTo(9);
    double greatest =
        found.trials().stream()
            .filter(t -> t.rung() == 0)
            .mapToDouble(Trial::score)
            .max()
            .orElse(0);
    assertThat(best.score() - 8).isCloseTo(greatest, within(1e-9));
  }

  @Test
  void halvingNeverHasMoreRoundsThanTheBudgetAllows() throws IOException {
    SearchResult found =
        new Search(SPACE, new Strategy.SuccessiveHalving(27, 3), 2).seed(3).run(HILL);
    assertThat(found.trials()).hasSize(27).allMatch(trial -> trial.budget() == 2);
  }

  @Test
  void aKilledSearchGoesOnBehindItsLastLine() throws IOException {
    Path log = folder.resolve("new/search.jsonl");
    Search search =
        new Search(SPACE, new Strategy.SuccessiveHalving(6, 2), 4).seed(5).log(log, "a \"hill\"");
    SearchResult whole = search.run(HILL);
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).hasSize(1 + whole.trials().size());
    for (int kept = 0; kept < lines.size(); kept++) {
      Files.write(log, lines.subList(0, kept));
      Files.writeString(log, "{\"trial\":9,\"ru", StandardOpenOption.APPEND);
      List<Trial> again = new ArrayList<>();
      SearchResult resumed = search.listener(again::add).run(HILL);
      assertThat(again).hasSize(whole.trials().size() - Math.max(0, kept - 1));
      assertThat(points(resumed)).isEqualTo(points(whole));
      assertThat(resumed.best().score()).isEqualTo(whole.best().score());
    }
  }

  @Test
  void theLogOfAnotherSearchIsRefused() throws IOException {
    Path log = folder.resolve("search.jsonl");
    Search search = new Search(SPACE, new Strategy.Random(2), 4);
    search.seed(1).log(log, "lenet5 on mnist").run(HILL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.seed(2).log(log, "lenet5 on mnist").run(HILL))
        .withMessage(
            log
                + " is the log of another search: seed was 1, now it is 2; repeat that search or"
                + " choose another place");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.seed(1).log(log, "mlp on mnist").run(HILL))
        .withMessageContaining("subject was lenet5 on mnist, now it is mlp on mnist");
    SearchResult longer =
        new Search(SPACE, new Strategy.Random(3), 4).seed(1).log(log, "lenet5 on mnist").run(HILL);
    assertThat(longer.trials()).hasSize(3);
    assertThat(Files.readAllLines(log)).hasSize(4);
  }

  @Test
  void aDamagedLogIsNamed() throws IOException {
    Path log = folder.resolve("search.jsonl");
    Search search = new Search(SPACE, new Strategy.Random(2), 4).log(log, "x");
    for (String line :
        new String[] {
          "hello",
          "{\"search\":1",
          "{\"search\":[]}",
          "{\"a\":1}x",
          "{\"a\":1,\"a\":2}",
          "{\"a\":--1}",
          "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}"
        }) {
      Files.writeString(log, line + "\n");
      assertThatThrownBy(() -> search.run(HILL))
          .isInstanceOf(FormatException.class)
          .hasMessageStartingWith(log + ": ")
          .hasMessageContaining(" line ");
    }
    Files.writeString(log, "{\"search\":2}\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.run(HILL))
        .withMessageContaining("search was 2, now it is 1");
  }

  @Test
  void aTrialThatFailedRanksLastAndIsRemembered() throws IOException {
    Path log = folder.resolve("search.jsonl");
    Search search = new Search(SPACE, new Strategy.Random(4), 1).log(log, "x");
    SearchResult found = search.run((point, budget) -> point.number("lr") > 1e-3 ? Double.NaN : 1);
    assertThat(found.best().score()).isEqualTo(1);
    assertThat(found.ranked().getLast().score()).isNaN();
    SearchResult again =
        search.run((point, budget) -> {
          throw new IOException("nothing is left to be tried");
        });
    assertThat(again.trials()).hasSameSizeAs(found.trials());
    assertThatIOException()
        .isThrownBy(() ->
            search
                .seed(2)
                .log(folder.resolve("other"), "x")
                .run((point, budget) -> {
                  throw new IOException("disk full");
                }))
        .withMessage("disk full");
  }

  @Test
  void dimensionsAreReadFromText() {
    assertThat(Dimension.parse("batch=32, 64")).isEqualTo(new Choice("batch", List.of("32", "64")));
    assertThat(Dimension.parse("lr=1e-4..0.1:log"))
        .isEqualTo(Range.of("lr", 1e-4, 0.1).logarithmic());
    assertThat(Dimension.parse("epochs=2..20:int:4").grid()).containsExactly("2", "8", "14", "20");
    assertThat(Dimension.parse("x=-1..1").toString()).isEqualTo("x=-1.0..1.0");
  }

  @Test
  void whatIsNoDimensionIsNamed() {
    assertRefused("lr", "'lr' names no values; write batch=32,64,128 or lr=1e-4..1e-1:log");
    assertRefused("lr=1..x", "'lr=1..x' is no range");
    assertRefused("lr=1..2:lin", "'lr=1..2:lin' is no range");
    assertRefused("lr=2..1", "lr must range from a number to a greater one, found 2.0..1.0");
    assertRefused("lr=0..1:log", "lr ranges by factors, so it must begin above 0, found 0.0");
    assertRefused("lr=0..1:1", "lr needs at least 2 steps for a grid, found 1");
    assertRefused("batch=1,,2", "batch has an empty value");
    assertRefused("batch=1,1", "batch has a value twice: 1,1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Search(List.of(SPACE.get(0), SPACE.get(0)), new Strategy.Grid(), 1))
        .withMessage("lr is searched twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Point(java.util.Map.of("a", "x")).number("b"))
        .withMessage("'b' is not searched; there are a");
  }

  private static void assertRefused(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dimension.parse(text))
        .withMessageStartingWith(message);
  }

  private static List<Point> points(SearchResult result) {
    return result.trials().stream().map(Trial::point).toList();
  }
}
