package dev.cajal.nn.watch;

/**
 * Something that is wrong with a run, in plain words.
 *
 * @param kind which of the known troubles it is
 * @param observed what was measured, with the numbers
 * @param advice what usually helps
 */
public record Finding(Kind kind, String observed, String advice) {

  /** The known troubles. */
  public enum Kind {
    /** Loss or gradient stopped being finite. */
    NOT_FINITE("numbers stopped being finite"),
    /** Units of a layer all compute the same, so that they also learn the same. */
    SYMMETRIC("units that cannot be told apart"),
    /** Outputs at 0 or 1 that are wrong and do not move, as under a squared error. */
    SATURATED_OUTPUT("a saturated output that does not learn"),
    /** Units of a layer are 0 for every sample. */
    DEAD_UNITS("dead units"),
    /** Sigmoids or tanhs of a layer are at their bounds. */
    SATURATED_UNITS("saturated units"),
    /** The first layers get hardly any gradient. */
    VANISHING_GRADIENT("a vanishing gradient"),
    /** The gradient is far larger than the weights. */
    EXPLODING_GRADIENT("an exploding gradient"),
    /** Steps are so long that the loss does not fall. */
    RATE_TOO_HIGH("a learning rate that is too high"),
    /** Steps are so short that the loss hardly falls. */
    RATE_TOO_LOW("a learning rate that is too low"),
    /** Training samples are learned by heart. */
    OVERFITTING("overfitting"),
    /** Not even the training samples are learned. */
    LOW_CAPACITY("too little capacity");

    private final String name;

    Kind(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Returns one line for people. */
  public String text() {
    return kind + ": " + observed + "; " + advice;
  }
}
