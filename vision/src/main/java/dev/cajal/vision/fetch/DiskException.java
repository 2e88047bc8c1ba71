package dev.cajal.vision.fetch;

import java.io.IOException;
import java.nio.file.Path;

/** The disk is at fault, so another mirror would not help. */
final class DiskException extends IOException {
  private static final long serialVersionUID = 1L;

  DiskException(Path file, IOException cause) {
    super("cannot write " + file + ": " + cause.getMessage(), cause);
  }
}
