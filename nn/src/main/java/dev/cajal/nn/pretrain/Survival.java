package dev.cajal.nn.pretrain;

/**
 * How much of a weight is left after training.
 *
 * @param path of the weight
 * @param correlation of its elements before and after (Pearson), from −1 to 1; 1 if they were moved
 *     and scaled alike
 * @param change the length of the difference over the length before
 */
public record Survival(String path, double correlation, double change) {}
