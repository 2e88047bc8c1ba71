package dev.cajal.labs.notebook;

/**
 * How the run of a lab ended, in short.
 *
 * @param name of the lab
 * @param quick whether it ran at the size of a test
 * @param seed of everything that was random
 * @param passed whether something was demanded, and everything that was holds
 * @param held demands that hold
 * @param demanded all demands
 * @param seconds that it took
 * @param problem why it ended early; empty if it did not
 */
public record Outcome(
    String name,
    boolean quick,
    long seed,
    boolean passed,
    int held,
    int demanded,
    double seconds,
    String problem) {

  /** The outcome of a lab that ended early. */
  public static Outcome ofProblem(Lab lab, boolean quick, long seed, String problem) {
    return new Outcome(lab.name(), quick, seed, false, 0, 0, 0, problem);
  }

  /** How many of the demands hold, such as {@code 4 of 4}. */
  public String tally() {
    return held + " of " + demanded;
  }
}
