package dev.cajal.viz.report;

/**
 * What a run came to. NaN means not measured.
 *
 * @param testAccuracy share of the test images that were recognised, from 0 to 1
 * @param testLoss mean loss on the test images
 * @param testImages how many there were
 * @param seconds that training took
 * @param imagesPerSecond that training went through
 */
public record Outcome(
    double testAccuracy,
    double testLoss,
    long testImages,
    double seconds,
    double imagesPerSecond) {}
