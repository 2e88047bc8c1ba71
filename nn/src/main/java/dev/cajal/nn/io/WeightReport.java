package dev.cajal.nn.io;

import java.util.ArrayList;
import java.util.List;

/**
 * How the tensors of a file or of another model fit a model.
 *
 * @param taken paths of parameters and buffers that got a value
 * @param missing paths of the model for which there was none
 * @param unexpected tensors that the model has no place for
 * @param mismatched those of the same path and another type or shape, with both
 */
public record WeightReport(
    List<String> taken, List<String> missing, List<String> unexpected, List<String> mismatched) {
  private static final int SHOWN = 4;

  /** Copies the lists. */
  public WeightReport {
    taken = List.copyOf(taken);
    missing = List.copyOf(missing);
    unexpected = List.copyOf(unexpected);
    mismatched = List.copyOf(mismatched);
  }

  /** Returns whether every tensor found its place, and every place its tensor. */
  public boolean complete() {
    return missing.isEmpty() && unexpected.isEmpty() && mismatched.isEmpty();
  }

  /** Says in one line what was taken and what was not. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    parts.add(taken.size() + " taken");
    add(parts, "missing", missing);
    add(parts, "unexpected", unexpected);
    add(parts, "mismatched", mismatched);
    return String.join("; ", parts);
  }

  private static void add(List<String> parts, String kind, List<String> paths) {
    if (!paths.isEmpty()) {
      String shown = String.join(", ", paths.subList(0, Math.min(SHOWN, paths.size())));
      String more = paths.size() > SHOWN ? ", …" : "";
      parts.add(paths.size() + " " + kind + " (" + shown + more + ")");
    }
  }
}
