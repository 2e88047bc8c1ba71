package dev.cajal.cpu.natives;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Copies a platform's libraries into a folder of the cache, once. A folder appears by one rename
 * when all its files are complete and their digests right, so that processes that start together
 * neither disturb each other nor ever see half a library.
 */
final class Unpacker {
  private Unpacker() {}

  /** Where the bytes of a library come from. */
  @FunctionalInterface
  interface Source {
    InputStream open(Platform.Part part) throws IOException;
  }

  /** Returns the folder that holds the libraries, unpacking them if it is not there. */
  static Path unpack(Platform platform, Path cache, Source source) throws IOException {
    Path folder = cache.resolve(platform.folderName());
    if (isComplete(platform, folder)) {
      return folder;
    }
    Files.createDirectories(cache);
    Path fresh = Files.createTempDirectory(cache, platform.folderName() + ".");
    try {
      for (Platform.Part part : platform.parts()) {
        copy(part, source, fresh.resolve(part.name()));
      }
      publish(platform, fresh, folder);
    } finally {
      delete(fresh);
    }
    return folder;
  }

  private static void publish(Platform platform, Path fresh, Path folder) throws IOException {
    if (Files.exists(folder) && !isComplete(platform, folder)) {
      delete(folder);
    }
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (IOException e) {
      // Another process was first; its copy has the same digests.
      if (!isComplete(platform, folder)) {
        throw e;
      }
    }
  }

  private static boolean isComplete(Platform platform, Path folder) throws IOException {
    for (Platform.Part part : platform.parts()) {
      Path file = folder.resolve(part.name());
      if (!Files.isRegularFile(file) || Files.size(file) != part.bytes()) {
        return false;
      }
    }
    return true;
  }

  private static void copy(Platform.Part part, Source source, Path target) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(source.open(part), digest);
        OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[1 << 16];
      long room = part.bytes();
      for (int read; (read = in.read(buffer)) >= 0; room -= read) {
        if (read > room) {
          throw new IOException(part.name() + " is larger than " + part.bytes() + " bytes");
        }
        out.write(buffer, 0, read);
      }
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(part.sha256())) {
      throw new IOException(part.name() + " has SHA-256 " + found + ", expected " + part.sha256());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.delete(folder);
  }
}
