package dev.cajal.viz.report;

/**
 * What was measured in one pass over the training data. NaN means not measured.
 *
 * @param number from 1
 * @param trainLoss mean over the epoch
 * @param trainAccuracy share from 0 to 1
 * @param validationLoss after the epoch
 * @param validationAccuracy share from 0 to 1
 * @param learningRate at the end of the epoch
 */
public record Epoch(
    int number,
    double trainLoss,
    double trainAccuracy,
    double validationLoss,
    double validationAccuracy,
    double learningRate) {}
