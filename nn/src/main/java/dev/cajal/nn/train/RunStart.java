package dev.cajal.nn.train;

import dev.cajal.graph.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a run begins.
 *
 * @param rows the epochs that were finished before; empty unless the run was resumed
 * @param step how many steps were taken before
 * @param steps how many steps the whole run has
 * @param epochs how many epochs the whole run has
 * @param trainSamples how many samples are learned from
 * @param validationSamples how many are set aside
 * @param checkpoint the file from which the run goes on, if it was resumed
 * @param plan the plan of a training step, which prints itself
 */
public record RunStart(
    List<EpochRow> rows,
    long step,
    long steps,
    int epochs,
    int trainSamples,
    int validationSamples,
    Optional<Path> checkpoint,
    Plan plan) {}
