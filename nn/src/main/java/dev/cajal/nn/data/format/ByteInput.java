package dev.cajal.nn.data.format;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Reads a file, gzip-compressed or not, and knows the position for error messages. */
final class ByteInput implements Closeable {
  /** How many times its compressed size a gzip stream may become. */
  static final int MAX_GZIP_RATIO = 200;

  private static final int BUFFER = 1 << 16;
  private static final long RATIO_FLOOR = 1 << 20;

  private final String name;
  private final CountingStream raw;
  private final InputStream in;
  private final boolean compressed;
  private long position;

  private ByteInput(String name, CountingStream raw, InputStream in) {
    this.name = name;
    this.raw = raw;
    this.in = in;
    this.compressed = true;
  }

  private ByteInput(String name, InputStream source) throws IOException {
    this.name = name;
    BufferedInputStream buffered = new BufferedInputStream(source, BUFFER);
    buffered.mark(2);
    compressed = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    raw = new CountingStream(buffered);
    in = compressed ? unzip(raw) : raw;
  }

  static ByteInput open(Path file) throws IOException {
    InputStream source = Files.newInputStream(file);
    try {
      return new ByteInput(file.toString(), source);
    } catch (IOException e) {
      source.close();
      throw e;
    }
  }

  static ByteInput of(String name, byte[] content) throws IOException {
    return new ByteInput(name, new ByteArrayInputStream(content));
  }

  /** Reads what a stream in the format of zlib holds. */
  static ByteInput inflating(String name, InputStream source) {
    CountingStream counted = new CountingStream(source);
    return new ByteInput(name, counted, new InflaterInputStream(counted));
  }

  String name() {
    return name;
  }

  long position() {
    return position;
  }

  FormatException fail(String reason) {
    return new FormatException(name, position, reason);
  }

  /** Reads a big-endian word. */
  int readInt(String what) throws IOException {
    byte[] bytes = new byte[Integer.BYTES];
    readFully(bytes, 0, bytes.length, what);
    return (bytes[0] & 0xff) << 24
        | (bytes[1] & 0xff) << 16
        | (bytes[2] & 0xff) << 8
        | (bytes[3] & 0xff);
  }

  void readFully(byte[] target, int offset, int length, String what) throws IOException {
    int got = read(target, offset, length);
    if (got < length) {
      throw fail("the file ends in the middle of " + what + "; it is truncated");
    }
  }

  /** Reads one of several items of a kind. */
  void readFully(byte[] target, int offset, int length, String kind, int item, int count)
      throws IOException {
    int got = read(target, offset, length);
    if (got < length) {
      throw fail("the file ends at %s %d of %d; it is truncated".formatted(kind, item, count));
    }
  }

  /** Reads so many bytes into a new array that grows with what is really there. */
  byte[] readGrowing(int length, String what) throws IOException {
    byte[] bytes = new byte[Math.min(length, BUFFER)];
    int done = 0;
    while (true) {
      readFully(bytes, done, bytes.length - done, what);
      done = bytes.length;
      if (done == length) {
        return bytes;
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * done));
    }
  }

  /** Reads until the target is full or the file ends, and says how much it was. */
  int read(byte[] target, int offset, int length) throws IOException {
    int done = 0;
    try {
      while (done < length) {
        int got = in.read(target, offset + done, Math.min(BUFFER, length - done));
        if (got < 0) {
          break;
        }
        done += got;
        position += got;
        checkRatio();
      }
    } catch (EOFException e) {
      throw fail("the compressed data ends early; the file is truncated");
    } catch (ZipException e) {
      throw fail("the compressed data is damaged: " + e.getMessage());
    }
    return done;
  }

  /**
   * Returns the next bytes as a stream of their own; what was not read of it is skipped at its end.
   */
  InputStream part(long size) {
    return new InputStream() {
      private long rest = size;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, rest);
        int got = wanted == 0 ? 0 : ByteInput.this.read(target, offset, wanted);
        rest -= got;
        return got == 0 && length > 0 ? -1 : got;
      }

      @Override
      public void close() throws IOException {
        ByteInput.this.skip(rest, "a compressed element");
        rest = 0;
      }
    };
  }

  void skip(long count, String what) throws IOException {
    byte[] waste = new byte[(int) Math.min(BUFFER, count)];
    long rest = count;
    while (rest > 0) {
      int step = (int) Math.min(waste.length, rest);
      readFully(waste, 0, step, what);
      rest -= step;
    }
  }

  void expectEnd(String what) throws IOException {
    if (read(new byte[1], 0, 1) > 0) {
      throw fail("the file goes on after " + what);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void checkRatio() throws FormatException {
    if (compressed && position > RATIO_FLOOR && position > MAX_GZIP_RATIO * raw.count()) {
      throw fail(
          "the data expands to more than %d times its size; refused".formatted(MAX_GZIP_RATIO));
    }
  }

  private InputStream unzip(InputStream source) throws IOException {
    try {
      return new GZIPInputStream(source, BUFFER);
    } catch (EOFException e) {
      throw fail("the gzip header ends early; the file is truncated");
    } catch (ZipException e) {
      throw fail("the gzip header is damaged: " + e.getMessage());
    }
  }
}
