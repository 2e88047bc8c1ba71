package dev.cajal.nn.train;

import dev.cajal.backend.TensorType;
import dev.cajal.nn.data.format.FormatException;
import dev.cajal.nn.io.Safetensors;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checkpoints of a run: one safetensors file each, named by its step, written beside and
 * renamed, the last two kept. Whenever the process is killed, the newest complete one is found
 * again; if it was damaged later, the one before it.
 */
final class Checkpoints {
  private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());
  private static final String PREFIX = "step-";
  private static final String SUFFIX = ".safetensors";
  private static final String FORMAT_KEY = "format";
  private static final String FORMAT = "cajal checkpoint 1";
  private static final String CHECKSUM_KEY = "crc32c";
  private static final int KEPT = 2;

  private final Path folder;

  Checkpoints(Path folder) {
    this.folder = folder;
  }

  /** What a checkpoint holds, read and checked. */
  record Stored(
      Path file,
      Map<String, String> notes,
      Map<String, TensorType> types,
      Map<String, MemorySegment> values) {

    /** Returns a note. */
    String note(String key) throws FormatException {
      String note = notes.get(key);
      if (note == null) {
        throw new FormatException(file.toString(), Long.BYTES, "there is no note '" + key + "'");
      }
      return note;
    }
  }

  /** Writes a checkpoint, and then removes all but the last, and those of steps still to come. */
  void save(long step, Map<String, String> notes, Map<String, Variable> variables)
      throws IOException {
    Files.createDirectories(folder);
    Map<String, String> all = new LinkedHashMap<>(notes);
    all.put(FORMAT_KEY, FORMAT);
    Map<String, MemorySegment> values = new LinkedHashMap<>();
    variables.forEach((name, variable) -> values.put(name, exact(variable)));
    all.put(CHECKSUM_KEY, Checksum.of(all, values));
    Safetensors.write(folder.resolve(PREFIX + step + SUFFIX), all, variables);
    int kept = 0;
    for (Path file : files()) {
      // A later step was damaged, or the run would not be here.
      if (step(file) > step || kept++ >= KEPT) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Removes all checkpoints, for a run that begins again in this folder. */
  void clear() throws IOException {
    for (Path file : files()) {
      Files.delete(file);
    }
  }

  /**
   * Returns the newest checkpoint that is whole; empty if there is none at all.
   *
   * @throws IOException if there are some and all are damaged; it tells of the newest
   */
  Optional<Stored> newest() throws IOException {
    IOException damage = null;
    for (Path file : files()) {
      try {
        Stored whole = read(file);
        if (damage != null) {
          LOG.log(System.Logger.Level.WARNING, "checkpoint passed over: " + damage.getMessage());
        }
        return Optional.of(whole);
      } catch (IOException e) {
        damage = damage == null ? e : damage;
      }
    }
    if (damage != null) {
      throw damage;
    }
    return Optional.empty();
  }

  private static Stored read(Path file) throws IOException {
    try (Safetensors saved = Safetensors.open(file)) {
      Map<String, String> notes = new LinkedHashMap<>(saved.metadata());
      if (!FORMAT.equals(notes.get(FORMAT_KEY))) {
        throw new FormatException(file.toString(), Long.BYTES, "this is not a checkpoint of a run");
      }
      Map<String, TensorType> types = new LinkedHashMap<>();
      Map<String, MemorySegment> values = new LinkedHashMap<>();
      for (String name : saved.names()) {
        types.put(name, saved.type(name));
        values.put(name, saved.read(name).asSlice(0, saved.type(name).bytes()));
      }
      String expected = notes.remove(CHECKSUM_KEY);
      if (!Checksum.of(notes, values).equals(expected)) {
        throw new FormatException(
            file.toString(), Long.BYTES, "the checksum does not fit; the file is damaged");
      }
      return new Stored(file, notes, types, values);
    }
  }

  private static MemorySegment exact(Variable variable) {
    return variable.rowMajor().asSlice(0, variable.type().bytes());
  }

  /** Returns the files of checkpoints, the newest first. */
  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        if (step(file) >= 0) {
          found.add(file);
        }
      }
    }
    found.sort(Comparator.comparingLong(Checkpoints::step).reversed());
    return found;
  }

  /** Returns the step in the name of a checkpoint, or -1 for another file. */
  private static long step(Path file) {
    String name = file.getFileName().toString();
    if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
      return -1;
    }
    try {
      return Long.parseLong(name, PREFIX.length(), name.length() - SUFFIX.length(), 10);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
