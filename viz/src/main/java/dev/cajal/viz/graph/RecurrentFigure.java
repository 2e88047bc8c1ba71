package dev.cajal.viz.graph;

import dev.cajal.viz.Figure;
import java.util.List;

/**
 * A recurrent network: folded, where a state comes back to its layer through a square that delays
 * it by one step, or unfolded, where each step has a box of its own and the same parameters stand
 * at all of them (Goodfellow, Bengio, Courville 2016, section 10.1).
 *
 * <pre>{@code
 * RecurrentFigure net = new RecurrentFigure("a recurrent network", 9,
 *     List.of(Stage.plain("x", "input", "4", true),
 *         new Stage("h", "Rnn", "16", "U 16 × 4", "W 16 × 16", false, true),
 *         Stage.plain("y", "scores", "10", true)));
 * Figure folded = net.folded();
 * Figure unfolded = net.unfolded(4);
 * }</pre>
 *
 * @param title above the drawing
 * @param steps how long the sequences are
 * @param stages what data pass at a step, the input first
 */
public record RecurrentFigure(String title, long steps, List<Stage> stages) {

  /** Copies the stages. */
  public RecurrentFigure {
    stages = List.copyOf(stages);
    if (stages.isEmpty() || steps < 1) {
      throw new IllegalArgumentException(
          "recurrent figure: %d stages and %d steps; at least one of each is needed"
              .formatted(stages.size(), steps));
    }
  }

  /**
   * A layer.
   *
   * @param symbol in its boxes, such as {@code "h"}
   * @param name beside its row
   * @param size of what it makes at one step
   * @param enters the parameters between the stage below and this one; empty for none
   * @param returns the parameters between its state and the state of the next step; empty for a
   *     layer without state
   * @param bothWays whether it also reads the sequence from its end
   * @param everyStep whether it is applied at each step, not only after the last
   */
  public record Stage(
      String symbol,
      String name,
      String size,
      String enters,
      String returns,
      boolean bothWays,
      boolean everyStep) {

    /** A stage without parameters and state. */
    public static Stage plain(String symbol, String name, String size, boolean everyStep) {
      return new Stage(symbol, name, size, "", "", false, everyStep);
    }

    boolean recurrent() {
      return !returns.isEmpty();
    }
  }

  /** One box a layer, and a loop with a delay where a state comes back. */
  public Figure folded() {
    return new FoldedDrawing(this).figure();
  }

  /**
   * A column a step.
   *
   * @param shown how many steps have a column; the last of them is the last step of all
   * @throws IllegalArgumentException if it is not positive
   */
  public Figure unfolded(int shown) {
    if (shown < 1) {
      throw new IllegalArgumentException(
          "recurrent figure: " + shown + " steps to show; at least one is needed");
    }
    return new UnfoldedDrawing(this, (int) Math.min(shown, steps)).figure();
  }
}
