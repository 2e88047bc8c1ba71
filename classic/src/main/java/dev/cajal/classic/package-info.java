/**
 * Learners other than networks, on the same tensors.
 *
 * <p>A {@link dev.cajal.classic.Learner} is a record of options; its {@code fit} takes {@link
 * dev.cajal.classic.Samples}, made of a data set or of plain tensors, and returns something {@link
 * dev.cajal.classic.Fitted}, whose {@code predict} takes a table of features. Those that tell
 * classes apart are {@link dev.cajal.classic.Classifier}s and have scores as well.
 *
 * <pre>{@code
 * Classifier nearest = KNearest.of(3).fit(Samples.of(train));
 * double accuracy = nearest.accuracy(Samples.of(test));
 * }</pre>
 */
@NullMarked
package dev.cajal.classic;

import org.jspecify.annotations.NullMarked;
