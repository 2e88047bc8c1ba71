package dev.cajal.nn.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a search found.
 *
 * @param trials all trials in the order in which they were run
 */
public record SearchResult(List<Trial> trials) {
  static final Comparator<Trial> BEST_FIRST =
      (a, b) -> a.betterThan(b) ? -1 : b.betterThan(a) ? 1 : 0;

  /** Checks that there is a trial. */
  public SearchResult {
    trials = List.copyOf(trials);
    if (trials.isEmpty()) {
      throw new IllegalArgumentException("a search without trials has no result");
    }
  }

  /** Returns the trials, the largest budget first and the best of each budget first. */
  public List<Trial> ranked() {
    List<Trial> ranked = new ArrayList<>(trials);
    ranked.sort(Comparator.comparingInt((Trial t) -> -t.budget()).thenComparing(BEST_FIRST));
    return ranked;
  }

  /** Returns the best trial of those that had the largest budget; the first among equals. */
  public Trial best() {
    return ranked().getFirst();
  }
}
