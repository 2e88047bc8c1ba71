package dev.cajal.viz.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.viz.Xml;
import dev.cajal.viz.graph.RecurrentFigure.Stage;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecurrentFigureTest {
  private static final RecurrentFigure NET =
      new RecurrentFigure(
          "net",
          9,
          List.of(
              Stage.plain("x", "input", "4", true),
              new Stage("h", "Rnn", "16", "U 16 × 4", "W 16 × 16", false, true),
              new Stage("y", "scores", "10", "V 10 × 16", "", false, false)));

  @Test
  void foldedItHasOneLoopWithADelay() {
    String svg = NET.folded().svg();
    assertThat(Xml.parse(svg).texts("text")).contains("U 16 × 4", "W 16 × 16", "V 10 × 16");
    assertThat(svg).containsOnlyOnce("<title>one step later</title>");
  }

  @Test
  void unfoldedTheSameParametersStandAtEveryStep() {
    List<String> texts = Xml.parse(NET.unfolded(4).svg()).texts("text");
    assertThat(Collections.frequency(texts, "U")).isEqualTo(4);
    assertThat(Collections.frequency(texts, "W")).isEqualTo(3);
    assertThat(Collections.frequency(texts, "y")).isEqualTo(1);
    assertThat(texts).contains("t = 1", "t = 2", "t = 3", "t = 9").doesNotContain("t = 4");
  }

  @Test
  void stepsThatAreLeftOutAreDots() {
    assertThat(NET.unfolded(4).svg()).contains("steps between");
    assertThat(NET.unfolded(20).svg()).doesNotContain("steps between");
  }

  @Test
  void nothingToShowIsRefused() {
    assertThatThrownBy(() -> NET.unfolded(0))
        .hasMessage("recurrent figure: 0 steps to show; at least one is needed");
    assertThatThrownBy(() -> new RecurrentFigure("net", 9, List.of()))
        .hasMessage("recurrent figure: 0 stages and 9 steps; at least one of each is needed");
  }
}
