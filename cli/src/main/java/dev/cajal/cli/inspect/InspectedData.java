package dev.cajal.cli.inspect;

import dev.cajal.nn.data.Dataset;

/**
 * The data that parts go through.
 *
 * @param samples of the shape that the model takes
 * @param name a short one, for the page
 * @param provenance one line: which files or generator, and how many samples
 */
public record InspectedData(Dataset samples, String name, String provenance) {}
