package dev.cajal.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What is varied to see how the time of a step grows. */
public enum Curve {
  /** Samples in a step, in powers of two up to twice those of the workload. */
  BATCH,
  /** Units in each of two hidden layers of a fully connected net. */
  WIDTH,
  /** Hidden layers of 256 units of a fully connected net. */
  DEPTH,
  /** Threads that compute, up to the number of processors. */
  THREADS;

  private static final int ROUNDS_AT_LEAST = 3;

  /**
   * A place on the curve.
   *
   * @param x the batch, width, depth or number of threads
   * @param millis our median step, milliseconds
   * @param rivals those of the rivals that ran
   */
  public record Place(int x, double millis, List<Comparison.Fastest> rivals) {
    /** Copies the rivals. */
    public Place {
      rivals = List.copyOf(rivals);
    }
  }

  record Setting(int x, Workload workload, int threads) {}

  /**
   * Measures a curve. Every place has processes of its own.
   *
   * @param workload what is varied; of WIDTH and DEPTH only its batch and mode count
   * @param rivals who runs beside us
   * @param seconds how long to measure at each place
   * @param notes is told of a rival that cannot run
   * @param listener is told of each place
   * @throws IOException if our own process fails
   */
  public void measure(
      Workload workload,
      List<Rival> rivals,
      double seconds,
      Consumer<String> notes,
      Consumer<Place> listener)
      throws IOException {
    for (Setting setting : settings(workload)) {
      listener.accept(measure(setting, rivals, seconds, notes));
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<Setting> settings(Workload workload) {
    int cores = Runtime.getRuntime().availableProcessors();
    return switch (this) {
      case BATCH ->
          powers(1, 2 * workload.batch())
              .mapToObj(b -> new Setting(b, with(workload, workload.model(), b), cores))
              .toList();
      case WIDTH ->
          powers(64, 2048).mapToObj(w -> new Setting(w, stack(workload, w, 2), cores)).toList();
      case DEPTH ->
          powers(1, 16).mapToObj(d -> new Setting(d, stack(workload, 256, d), cores)).toList();
      case THREADS ->
          IntStream.rangeClosed(1, cores).mapToObj(t -> new Setting(t, workload, t)).toList();
    };
  }

  private static IntStream powers(int first, int last) {
    return IntStream.iterate(first, p -> p <= last, p -> 2 * p);
  }

  private static Workload stack(Workload workload, int width, int depth) {
    return with(workload, "mlp-" + width + "x" + depth, workload.batch());
  }

  private static Workload with(Workload workload, String model, int batch) {
    return new Workload(model, batch, workload.mode(), workload.precision());
  }

  private static Place measure(
      Setting at, List<Rival> rivals, double seconds, Consumer<String> notes) throws IOException {
    List<Opponent> all = new ArrayList<>();
    try {
      all.add(new Opponent(Ourselves.start(at.workload(), at.threads()), Comparison.ROUND_MILLIS));
      for (Rival rival : rivals) {
        try {
          all.add(
              new Opponent(
                  rival.startFirstVariant(at.workload(), at.threads()), rival.warmUpMillis()));
        } catch (IOException e) {
          notes.accept(e.getMessage());
        }
      }
      long end = System.nanoTime() + (long) (seconds * 1e9);
      for (int r = 0; r < ROUNDS_AT_LEAST || System.nanoTime() < end; r++) {
        for (Opponent one : all) {
          one.round();
        }
      }
      List<Comparison.Fastest> times = all.stream().map(Opponent::fastest).toList();
      return new Place(at.x(), times.getFirst().millis(), times.subList(1, times.size()));
    } finally {
      all.forEach(Opponent::close);
    }
  }
}
