package dev.cajal.nn.data.format;

import java.io.IOException;

/**
 * A file is not what it should be. The message is one line: the file, what is wrong, where, and
 * often what would mend it.
 */
public final class FormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;
  private final String reason;

  /**
   * Creates the exception.
   *
   * @param file the file, or an archive and the entry in it
   * @param offset the position of the fault in the (decompressed) bytes, as nearly as it is known
   * @param reason what is wrong
   */
  public FormatException(String file, long offset, String reason) {
    super("%s: %s (at byte %d)".formatted(file, reason, offset));
    this.file = file;
    this.offset = offset;
    this.reason = reason;
  }

  /** Returns the file, or an archive and the entry in it. */
  public String file() {
    return file;
  }

  /** Returns the position of the fault in the (decompressed) bytes. */
  public long offset() {
    return offset;
  }

  /** Returns what is wrong. */
  public String reason() {
    return reason;
  }
}
