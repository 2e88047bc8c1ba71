package dev.cajal.viz.report;

/**
 * What a run came to. NaN means not measured.
 *
 * @param testAccuracy share of the test images that were recognised, from 0 to 1
 * @param testTop5 share whose class was among the five that were held likeliest
 * @param testLoss mean loss on the test images
 * @param testImages how many there were
 * @param seconds that training took
 * @param imagesPerSecond that training went through
 */
public record Outcome(
    double testAccuracy,
    double testTop5,
    double testLoss,
    long testImages,
    double seconds,
    double imagesPerSecond) {}
