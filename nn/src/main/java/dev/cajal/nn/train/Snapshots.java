package dev.cajal.nn.train;

import dev.cajal.nn.Module;
import dev.cajal.nn.io.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keeps the weights at the end of each cycle of a cyclic schedule, where the rate is lowest: the
 * members of a snapshot ensemble, which costs one run instead of many.
 *
 * <pre>{@code
 * TrainerOptions options =
 *     TrainerOptions.of(Sgd.of(0.1).momentum(0.9)).epochs(6).schedule(new WarmRestarts(2));
 * Snapshots snapshots = new Snapshots(model, folder, 2); // after epochs 2, 4 and 6
 * new Trainer(model, options.listener(snapshots)).train(data);
 * List<Path> members = Snapshots.in(folder);
 * }</pre>
 *
 * <p>Source: Huang et al., <i>Snapshot ensembles: train 1, get M for free</i>, ICLR 2017.
 */
public final class Snapshots implements TrainingListener {
  private static final String PREFIX = "snapshot-";
  private static final String SUFFIX = ".safetensors";

  private final Module model;
  private final Path folder;
  private final int cycle;

  /**
   * Creates a listener.
   *
   * @param model the one that is trained
   * @param folder for the files {@code snapshot-1.safetensors}, …; made if it does not exist
   * @param cycle the epochs of a cycle, at least 1
   */
  public Snapshots(Module model, Path folder, int cycle) {
    if (cycle < 1) {
      throw new IllegalArgumentException("a cycle has at least 1 epoch, found " + cycle);
    }
    this.model = model;
    this.folder = folder;
    this.cycle = cycle;
  }

  @Override
  public void onStart(RunStart start) {
    try {
      Files.createDirectories(folder);
      List<Path> present = in(folder);
      int finished = start.rows().size() / cycle;
      for (int i = finished; i < present.size(); i++) {
        Files.delete(present.get(i));
      }
      // The process may have been killed between the checkpoint and the snapshot.
      boolean atEnd = !start.rows().isEmpty() && start.rows().getLast().step() == start.step();
      if (atEnd && start.rows().size() % cycle == 0) {
        keep(finished);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public void onEpoch(EpochRow row) {
    if (row.epoch() % cycle == 0) {
      try {
        keep(row.epoch() / cycle);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }

  private void keep(int number) throws IOException {
    Weights.save(folder.resolve(PREFIX + number + SUFFIX), model, Map.of("format", "pt"));
  }

  /**
   * Returns the snapshots in a folder, the first one first; none if there is no such folder.
   *
   * @throws IOException if the folder cannot be read
   */
  public static List<Path> in(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    for (int n = 1; Files.exists(folder.resolve(PREFIX + n + SUFFIX)); n++) {
      found.add(folder.resolve(PREFIX + n + SUFFIX));
    }
    return found;
  }
}
