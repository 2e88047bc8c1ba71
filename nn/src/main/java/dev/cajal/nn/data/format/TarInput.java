package dev.cajal.nn.data.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the regular files of a tar archive without ever writing one to disk. Names serve
 * only to recognise a file.
 *
 * <p>Source: POSIX.1-2001, <i>pax</i>, the ustar format.
 */
final class TarInput {
  private static final int BLOCK = 512;
  private static final int CHECKSUM = 148;
  private static final int SIZE = 124;

  private final ByteInput in;
  private final byte[] header = new byte[BLOCK];
  private long rest;
  private long padding;

  TarInput(ByteInput in) {
    this.in = in;
  }

  /** Moves to the next regular file and returns the last part of its name; null at the end. */
  @Nullable String next() throws IOException {
    while (true) {
      in.skip(rest + padding, "a tar entry");
      int got = in.read(header, 0, BLOCK);
      if (got == 0 || header[0] == 0) {
        return null;
      }
      if (got < BLOCK) {
        throw in.fail("the archive ends in the middle of a header; it is truncated");
      }
      rest = octal(SIZE, 12);
      padding = Math.floorMod(-rest, (long) BLOCK);
      checkSum();
      byte type = header[156];
      if (type == '0' || type == 0) {
        return name();
      }
    }
  }

  /** Returns the bytes left of the present file. */
  long rest() {
    return rest;
  }

  /** Reads bytes of the present file. */
  void readFully(byte[] target, int length) throws IOException {
    if (length > rest) {
      throw in.fail("the entry is too short; it is truncated");
    }
    in.readFully(target, 0, length, "a tar entry");
    rest -= length;
  }

  private String name() {
    int end = 0;
    while (end < 100 && header[end] != 0) {
      end++;
    }
    String path = new String(header, 0, end, StandardCharsets.UTF_8);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void checkSum() throws FormatException {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean inField = i >= CHECKSUM && i < CHECKSUM + 8;
      sum += inField ? ' ' : header[i] & 0xff;
    }
    if (sum != octal(CHECKSUM, 8)) {
      throw in.fail("a tar header has a wrong checksum; the archive is damaged");
    }
  }

  private long octal(int from, int length) throws FormatException {
    long value = 0;
    boolean any = false;
    for (int i = from; i < from + length; i++) {
      int digit = header[i] - '0';
      if (digit >= 0 && digit < 8) {
        value = 8 * value + digit;
        any = true;
      } else if (any) {
        break;
      } else if (header[i] != ' ') {
        throw in.fail("a tar header holds no octal number where one belongs");
      }
    }
    return value;
  }
}
