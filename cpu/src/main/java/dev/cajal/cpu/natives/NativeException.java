package dev.cajal.cpu.natives;

import java.io.Serial;

/** A native library refused a request; the message names the request and the answer. */
public final class NativeException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates an exception with a message of one line. */
  public NativeException(String message) {
    super(message);
  }
}
