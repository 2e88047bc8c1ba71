package dev.cajal.nn.recurrent;

/**
 * What recurrent layers have in common; the names are those of PyTorch.
 *
 * <pre>{@code
 * new Lstm(256, recurrent().numLayers(2).bidirectional(true).dropout(0.2));
 * }</pre>
 *
 * @param numLayers how many layers are stacked, each over the outputs of the one before
 * @param bias whether the gates have biases
 * @param batchFirst whether sequences are [n, steps, size], as everywhere in Cajal; false for
 *     [steps, n, size], which is the default of PyTorch
 * @param dropout the probability of a zero in the outputs of every layer but the last, in training
 * @param bidirectional whether each layer also reads the sequence from its end, and the outputs of
 *     both directions are joined
 * @param unrolled whether the graph is written out step by step with ordinary operations; the
 *     results are the same, but slower
 * @param stateful the batch size for which, in training, the final state of one step is the initial
 *     state of the next; 0 if every step starts from zeros
 */
public record RecurrentOptions(
    int numLayers,
    boolean bias,
    boolean batchFirst,
    double dropout,
    boolean bidirectional,
    boolean unrolled,
    long stateful) {

  /** Checks the numbers. */
  public RecurrentOptions {
    if (numLayers < 1) {
      throw new IllegalArgumentException(
          "recurrent: " + numLayers + " layers; at least 1 is needed");
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "recurrent: dropout is " + dropout + ", expected 0 ≤ p < 1");
    }
    if (stateful < 0) {
      throw new IllegalArgumentException(
          "recurrent: stateful for a batch of " + stateful + "; give the size of the batches");
    }
  }

  /** Returns the defaults: one layer, one direction, biases, batch first, no state kept. */
  public static RecurrentOptions recurrent() {
    return new RecurrentOptions(1, true, true, 0, false, false, 0);
  }

  /** Returns these options for so many layers. */
  public RecurrentOptions numLayers(int count) {
    return new RecurrentOptions(
        count, bias, batchFirst, dropout, bidirectional, unrolled, stateful);
  }

  /** Returns these options with or without biases. */
  public RecurrentOptions bias(boolean yes) {
    return new RecurrentOptions(
        numLayers, yes, batchFirst, dropout, bidirectional, unrolled, stateful);
  }

  /** Returns these options for sequences [n, steps, size], or else [steps, n, size]. */
  public RecurrentOptions batchFirst(boolean yes) {
    return new RecurrentOptions(numLayers, bias, yes, dropout, bidirectional, unrolled, stateful);
  }

  /** Returns these options with dropout between layers. */
  public RecurrentOptions dropout(double probability) {
    return new RecurrentOptions(
        numLayers, bias, batchFirst, probability, bidirectional, unrolled, stateful);
  }

  /** Returns these options for both directions, or one. */
  public RecurrentOptions bidirectional(boolean yes) {
    return new RecurrentOptions(numLayers, bias, batchFirst, dropout, yes, unrolled, stateful);
  }

  /** Returns these options for the unrolled graph, or the fused operation. */
  public RecurrentOptions unrolled(boolean yes) {
    return new RecurrentOptions(numLayers, bias, batchFirst, dropout, bidirectional, yes, stateful);
  }

  /**
   * Returns these options for truncated backpropagation through time: long sequences are trained in
   * chunks, each step starts from the state with which the one before ended, and no gradient
   * crosses. Outside training a sequence starts from zeros, or from a state that is given. {@link
   * RecurrentLayer#resetState} starts anew. A model for one batch size cannot be written with its
   * graph; load its weights into one that keeps no state for that.
   *
   * @param batch the number of sequences in a batch
   */
  public RecurrentOptions stateful(long batch) {
    return new RecurrentOptions(
        numLayers, bias, batchFirst, dropout, bidirectional, unrolled, batch);
  }

  int directions() {
    return bidirectional ? 2 : 1;
  }

  /** Returns what differs from the defaults, each with a comma before it. */
  String differences() {
    return (numLayers == 1 ? "" : ", " + numLayers + " layers")
        + (bidirectional ? ", bidirectional" : "")
        + (bias ? "" : ", no bias")
        + (dropout == 0 ? "" : ", dropout " + dropout)
        + (batchFirst ? "" : ", steps first")
        + (unrolled ? ", unrolled" : "")
        + (stateful == 0 ? "" : ", stateful for batches of " + stateful);
  }
}
