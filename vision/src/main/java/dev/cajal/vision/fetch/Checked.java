package dev.cajal.vision.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Compares files with what they should be. */
final class Checked {
  private static final int BUFFER = 1 << 16;

  private Checked() {}

  /** Says whether a file is there and has size and content as it should. */
  static boolean isRight(Path file, RemoteFile wanted) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) == wanted.bytes()
        && sha256(file).equals(wanted.sha256());
  }

  /** Returns the size of a file, 0 if there is none. */
  static long size(Path file) throws IOException {
    return Files.isRegularFile(file) ? Files.size(file) : 0;
  }

  static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        digest.update(buffer, 0, got);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
