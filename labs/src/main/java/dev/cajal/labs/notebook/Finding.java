package dev.cajal.labs.notebook;

/**
 * One number or fact beside the one that was claimed.
 *
 * @param what is compared
 * @param claimed by the notes, or by the paper they follow
 * @param measured here
 * @param verdict whether the claim holds
 */
public record Finding(String what, String claimed, String measured, Verdict verdict) {

  /** Whether a claim holds. */
  public enum Verdict {
    /** The measurement agrees. */
    HOLDS,
    /** The measurement does not agree: the lab fails. */
    FAILS,
    /** Shown for comparison; nothing is demanded. */
    NOTED
  }
}
