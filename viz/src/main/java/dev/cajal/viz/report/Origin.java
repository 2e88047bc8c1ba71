package dev.cajal.viz.report;

import java.util.List;

/**
 * Where a run comes from.
 *
 * @param model name of the network
 * @param data what it was trained on and where that came from
 * @param seed of the run
 * @param command that repeats the run
 * @param environment Java, operating system, processor, backend, versions
 */
public record Origin(String model, String data, long seed, String command, List<Fact> environment) {

  /** Copies the list. */
  public Origin {
    environment = List.copyOf(environment);
  }
}
