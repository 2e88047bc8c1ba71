package dev.cajal.cli;

import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.TestGuard;
import dev.cajal.nn.data.TestUse;
import dev.cajal.vision.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Counts in the user's cache how often test samples were used, and warns from the second on. */
final class TestUses {
  private static final int DIGITS = 16;

  private TestUses() {}

  /** Counts one more use; empty if it cannot be noted, which is no reason to stop. */
  static Optional<TestUse> count(Dataset test, Path weights) {
    Path folder = Environment.system().cache().resolveSibling("test-uses");
    try {
      return Optional.of(TestGuard.in(folder).use(test, checksum(weights)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static void warn(Common common, Optional<TestUse> use) {
    use.flatMap(TestUse::warning).ifPresent(text -> common.out().println("note  " + text));
  }

  private static String checksum(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }
}
