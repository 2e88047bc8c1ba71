package dev.cajal.cpu.vector;

import dev.cajal.cpu.team.Team;

/**
 * Shares a recurrence among the team. Sequences do not depend on each other: if there are enough,
 * each thread takes its own through all steps and waits for nobody. Else the elements of the state
 * are shared, and the team meets after every step.
 */
final class Sweep implements Team.Task {
  private static final long WORTH_SHARING = 1 << 20;
  private static final long STEP_WORTH_SHARING = 1 << 17;
  private static final int ROWS = 4;

  private final Body body;
  private final int steps;
  private final int batch;
  private final int hidden;
  private final boolean apart;
  private final int parts;
  private int step;

  /** What a recurrence does in a step. */
  @FunctionalInterface
  interface Body {
    /**
     * Does a part of a step, which reads nothing that other parts of this step write.
     *
     * @param part who does it
     * @param step the number of the step, in the order in which they are taken
     * @param row the first sequence
     * @param endRow the end of the sequences
     * @param first the first element of the state
     * @param end the end of the elements
     */
    void step(int part, int step, int row, int endRow, int first, int end);
  }

  /**
   * Plans the shares.
   *
   * @param work the multiplications of a step
   * @param team the most threads
   */
  Sweep(Body body, int steps, long batch, int hidden, long work, int team) {
    this.body = body;
    this.steps = steps;
    this.batch = Math.toIntExact(batch);
    this.hidden = hidden;
    this.apart = batch >= (long) ROWS * team;
    if (apart) {
      parts = steps * work >= WORTH_SHARING ? team : 1;
    } else {
      boolean whole = hidden % Loops.PANEL == 0 && work >= STEP_WORTH_SHARING;
      parts = whole ? Math.min(team, hidden / Loops.PANEL) : 1;
    }
  }

  /** Returns how many parts there are at most. */
  int parts() {
    return parts;
  }

  /** Takes all steps. */
  void run() {
    if (apart || parts == 1) {
      Team.run(parts, this);
    } else {
      for (step = 0; step < steps; step++) {
        Team.run(parts, this);
      }
    }
  }

  @Override
  public void run(int part, int of) {
    if (apart || parts == 1) {
      int row = batch * part / of;
      int end = batch * (part + 1) / of;
      for (int k = 0; k < steps; k++) {
        body.step(part, k, row, end, 0, hidden);
      }
    } else {
      int panels = hidden / Loops.PANEL;
      int first = panels * part / of * Loops.PANEL;
      body.step(part, step, 0, batch, first, panels * (part + 1) / of * Loops.PANEL);
    }
  }
}
