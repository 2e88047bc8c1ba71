/**
 * Search for hyper-parameters: at random, over a grid, or by successive halving, with a log that
 * lets a killed search go on.
 *
 * <p>Scores belong to validation samples or folds, never to test samples. Read next: {@code
 * Search}, then {@code Dimension} and {@code Strategy}.
 */
@NullMarked
package dev.cajal.nn.search;

import org.jspecify.annotations.NullMarked;
