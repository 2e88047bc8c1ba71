package dev.cajal.viz.report;

/**
 * One line of the model summary.
 *
 * @param path dotted, such as {@code features.0}
 * @param type of the layer
 * @param output shape for one image, such as {@code 6 × 28 × 28}
 * @param parameters that the layer owns
 * @param multiplications for one image
 */
public record LayerRow(
    String path, String type, String output, long parameters, long multiplications) {}
