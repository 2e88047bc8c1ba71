package dev.cajal.nn.data;

import dev.cajal.backend.Shape;
import java.util.List;

/**
 * A finite, ordered collection of labelled samples.
 *
 * <p>Implementations are immutable and safe for use by several threads: {@code read(i, …)} gives
 * the same numbers whenever and wherever it is called.
 */
public interface Dataset {
  /** Returns the number of samples. */
  int size();

  /** Returns the shape of every sample; images are [channels, height, width]. */
  Shape shape();

  /** Returns the class names; label {@code i} means the {@code i}-th name. */
  List<String> classes();

  /** Says in one line what the samples are and where they came from. */
  String description();

  /**
   * Returns the label of one sample, from 0 to {@code classes().size() - 1}.
   *
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  int label(int index);

  /**
   * Writes one sample, row-major, with values from 0 to 1.
   *
   * @param index which sample
   * @param target receives {@code shape().count()} values
   * @param offset where the first value goes
   * @throws IndexOutOfBoundsException if there is no such sample or the target is too small
   */
  void read(int index, float[] target, int offset);

  /**
   * Says whether each part of a split must have samples of every class that occurs. It need not for
   * text, whose classes are characters, some of which occur once.
   */
  default boolean splitsByClass() {
    return true;
  }
}
