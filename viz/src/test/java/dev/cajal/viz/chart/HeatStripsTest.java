package dev.cajal.viz.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.viz.Numbers;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeatStripsTest {
  private static HeatStrips.Row row(String name, Double... values) {
    return new HeatStrips.Row(name, List.of(values));
  }

  @Test
  void aLargerValueIsStrongerAndTheLastOneIsWritten() {
    String svg =
        new HeatStrips(
                "Gradient",
                List.of(1L, 101L),
                List.of(row("conv<1>", 0.001, 0.1), row("fc", Double.NaN, 0.01)),
                Axis.Kind.LOG)
            .figure()
            .svg();
    assertThat(svg)
        .contains(
            "conv&lt;1&gt;, step 101: " + Numbers.significant(0.1),
            "fc, step 101: " + Numbers.significant(0.01),
            "steps 1 to 101")
        .contains("fill-opacity=\"0.95\"", "fill-opacity=\"0.52\"", "fill-opacity=\"0.08\"")
        .doesNotContain("fc, step 1:", "NaN");
  }

  @Test
  void manyStepsAreThinnedAndEqualValuesDrawn() {
    List<Long> steps = LongStream.rangeClosed(1, 1000).boxed().toList();
    List<Double> values = steps.stream().map(s -> 0.5).toList();
    HeatStrips strips =
        new HeatStrips("Dead", steps, List.of(new HeatStrips.Row("a", values)), Axis.Kind.PERCENT);
    assertThat(strips.figure().marks()).hasSizeBetween(100, 130);
    assertThat(strips.figure().svg()).contains(Numbers.percent(0.5, 1));
  }

  @Test
  void rowsOfOtherLengthsAreRefused() {
    assertThatThrownBy(() ->
            new HeatStrips("Dead", List.of(1L), List.of(row("a", 1.0, 2.0)), Axis.Kind.NUMBER))
        .hasMessage("heat strips: row a has 2 values for 1 steps");
  }
}
