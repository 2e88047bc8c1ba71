package dev.cajal.nn.data;

/**
 * One of the k ways of {@link Splits#folds} to divide a dataset.
 *
 * @param number which of the folds, counted from 1
 * @param count how many folds there are
 * @param train the samples to learn from, about (k - 1) / k of all
 * @param heldOut the samples to judge by, about 1 / k of all
 */
public record Fold(int number, int count, Dataset train, Dataset heldOut) {}
