package dev.cajal.labs.notebook;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * A claim of the lecture notes that can be run.
 *
 * @param name as the command knows it, such as {@code pooling}
 * @param lecture whose notes make the claim
 * @param rows the capabilities that it shows, such as {@code B6}
 * @param claim one sentence
 * @param experiment what is run
 */
public record Lab(
    String name, Lecture lecture, List<String> rows, String claim, Experiment experiment) {

  /** By the first row, letters before numbers: A2, A10, B1. */
  public static final Comparator<Lab> BY_ROW =
      Comparator.comparing((Lab lab) -> lab.rows().getFirst().charAt(0))
          .thenComparingInt(lab -> Integer.parseInt(lab.rows().getFirst().substring(1)));

  /** Copies the rows. */
  public Lab {
    rows = List.copyOf(rows);
  }

  /**
   * Runs the experiment.
   *
   * @param quick at the size of a test, seconds at most, instead of the size of the notes
   * @param seed of everything that is random
   * @throws IOException if data cannot be read
   */
  public LabResult run(boolean quick, long seed) throws IOException {
    long begin = System.nanoTime();
    Notebook notebook = new Notebook(quick, seed);
    experiment.run(notebook);
    return new LabResult(
        this,
        quick,
        seed,
        notebook.findings(),
        notebook.blocks(),
        (System.nanoTime() - begin) * 1e-9);
  }

  /** What a lab does: it measures, and writes down what it finds. */
  @FunctionalInterface
  public interface Experiment {

    /**
     * Runs the experiment.
     *
     * @throws IOException if data cannot be read
     */
    void run(Notebook notebook) throws IOException;
  }
}
