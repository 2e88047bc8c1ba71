package dev.cajal.vision.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Downloads data sets into a folder of folders.
 *
 * <p>Files arrive in {@code NAME.partial} beside the set's own folder. There they stay if a
 * download breaks off, and the next call goes on behind the last byte. Only when size and SHA-256
 * of all of them are right do they move to {@code NAME}, so whoever reads that folder sees all of a
 * set or nothing.
 *
 * <pre>{@code
 * Fetcher fetcher = new Fetcher(Environment.system().cache());
 * Path mnist = fetcher.fetch(PublicData.find("mnist").orElseThrow(), new FetchListener() {});
 * }</pre>
 */
public final class Fetcher {
  /** What the name of a folder ends with in which a set is arriving. */
  public static final String PARTIAL = ".partial";

  /** Each round asks every mirror once; another follows while there is progress. */
  private static final int ROUNDS = 3;

  private static final long SPARE_BYTES = 16L << 20;

  private final Path cache;
  private final Download download;

  /** Creates a fetcher for HTTPS. */
  public Fetcher(Path cache) {
    this(cache, new Download("https"));
  }

  Fetcher(Path cache, Download download) {
    this.cache = cache;
    this.download = download;
  }

  /**
   * Fetches what is missing of a data set, and returns its folder.
   *
   * @throws IOException in one line, if no mirror has the files as they should be, or the disk is
   *     full or cannot be written
   */
  public Path fetch(PublicData data, FetchListener listener) throws IOException {
    Path folder = cache.resolve(data.name());
    Path partial = cache.resolve(data.name() + PARTIAL);
    List<RemoteFile> missing = new ArrayList<>();
    for (RemoteFile file : data.files()) {
      if (Checked.isRight(folder.resolve(file.name()), file)) {
        listener.onPresent(file);
      } else {
        missing.add(file);
      }
    }
    if (missing.isEmpty()) {
      return folder;
    }
    try {
      Files.createDirectories(partial);
    } catch (IOException e) {
      throw new IOException(
          "cannot make the folder " + partial + ": it is no folder, or may not be written", e);
    }
    checkSpace(missing, partial);
    for (RemoteFile file : missing) {
      Path target = partial.resolve(file.name());
      if (!Checked.isRight(target, file)) {
        fetch(file, target, listener);
      }
      listener.onFetched(file);
    }
    publish(missing, partial, folder);
    return folder;
  }

  private void fetch(RemoteFile file, Path target, FetchListener listener) throws IOException {
    Set<String> reasons = new LinkedHashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      long before = Checked.size(target);
      for (URI mirror : file.mirrors()) {
        try {
          if (arrives(mirror, file, target, listener)) {
            return;
          }
          throw new IOException("sends something else: the SHA-256 is not " + file.sha256());
        } catch (DiskException e) {
          throw e;
        } catch (IOException e) {
          String reason = Download.reason(e);
          reasons.add(mirror.getHost() + " " + reason);
          listener.onFailure(file, mirror, reason);
        }
      }
      if (Checked.size(target) <= before) {
        break;
      }
    }
    throw new IOException(
        "cannot fetch %s: %s%s"
            .formatted(
                file.name(),
                String.join("; ", reasons),
                Checked.size(target) > 0 ? "; call again to go on" : ""));
  }

  /** Says whether the file is right in the end; what is wrong is deleted. */
  private boolean arrives(URI mirror, RemoteFile file, Path target, FetchListener listener)
      throws IOException {
    boolean goesOn = Checked.size(target) > 0;
    download.append(mirror, file, target, listener);
    if (Checked.isRight(target, file)) {
      return true;
    }
    Files.deleteIfExists(target);
    // The beginning may have been at fault.
    return goesOn && arrives(mirror, file, target, listener);
  }

  private void checkSpace(List<RemoteFile> missing, Path partial) throws IOException {
    long needed = SPARE_BYTES;
    for (RemoteFile file : missing) {
      needed += Math.max(0, file.bytes() - Checked.size(partial.resolve(file.name())));
    }
    long usable = download.usableBytes(partial);
    if (usable < needed) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "the disk of %s is too full: %,d MB are needed, %,d MB are free",
              partial,
              needed / 1_000_000,
              usable / 1_000_000));
    }
  }

  private static void publish(List<RemoteFile> files, Path partial, Path folder)
      throws IOException {
    if (Files.notExists(folder)) {
      Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    for (RemoteFile file : files) {
      Files.move(
          partial.resolve(file.name()),
          folder.resolve(file.name()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.delete(partial);
  }
}
