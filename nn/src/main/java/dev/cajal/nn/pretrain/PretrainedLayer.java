package dev.cajal.nn.pretrain;

import dev.cajal.nn.train.TrainingResult;

/**
 * A layer that was pretrained.
 *
 * @param path of the linear layer
 * @param result of its run; the loss is the error of the reconstruction, or that of the output
 *     layer
 */
public record PretrainedLayer(String path, TrainingResult result) {}
