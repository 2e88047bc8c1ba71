package dev.cajal.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The most physical memory that a process needed for some steps of a workload, it being the only
 * thing that the process did.
 *
 * @param workload the name of the workload
 * @param bytes ours
 * @param rivals those of the rivals that ran, each in its first variant
 */
public record PeakMemory(String workload, long bytes, List<Theirs> rivals) {
  private static final int STEPS = 5;

  /** Copies the rivals. */
  public PeakMemory {
    rivals = List.copyOf(rivals);
  }

  /**
   * A rival's peak.
   *
   * @param variant its name, version and variant
   */
  public record Theirs(String variant, long bytes) {}

  /**
   * Measures a workload.
   *
   * @param notes is told of a rival that cannot run here
   * @throws IOException if our own process fails
   */
  public static PeakMemory measure(Workload workload, List<Rival> rivals, Consumer<String> notes)
      throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    long ours;
    try (RivalProcess process = Ourselves.start(workload, threads)) {
      ours = peak(process);
    }
    List<Theirs> theirs = new ArrayList<>();
    for (Rival rival : rivals) {
      try (RivalProcess process = rival.startFirstVariant(workload, threads)) {
        String variant = process.name() + " " + process.variants().getFirst();
        theirs.add(new Theirs(variant, peak(process)));
      } catch (IOException e) {
        notes.accept(e.getMessage());
      }
    }
    return new PeakMemory(workload.name(), ours, theirs);
  }

  private static long peak(RivalProcess process) throws IOException {
    process.run(process.variants().getFirst(), STEPS);
    return Residence.of(process.pid()).peak();
  }
}
