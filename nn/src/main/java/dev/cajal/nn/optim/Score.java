package dev.cajal.nn.optim;

/**
 * What an epoch achieved, on the validation samples where there are some, else on those of
 * training.
 *
 * @param loss the mean loss
 * @param accuracy the share of samples that are right
 */
public record Score(double loss, double accuracy) {}
