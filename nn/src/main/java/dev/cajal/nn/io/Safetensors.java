package dev.cajal.nn.io;

import dev.cajal.backend.Memory;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.data.format.FormatException;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file: named row-major tensors behind a JSON header, readable by every framework.
 * Opening one reads and checks the header alone: its length, its keys, every shape against the
 * bytes it claims, and that the tensors fill the file without hole or overlap. Nothing is ever
 * allocated that is larger than what the file holds.
 *
 * <pre>{@code
 * Safetensors.write(file, Map.of("seed", "1"), model.parameters());
 * try (Safetensors saved = Safetensors.open(file)) {
 *   MemorySegment values = saved.read("conv1.weight");
 * }
 * }</pre>
 *
 * <p>Little-endian machines only, which are all that Java runs on fast.
 */
public final class Safetensors implements AutoCloseable {
  private static final int MAX_HEADER = 100_000_000;
  private static final int CHUNK = 1 << 24;

  private final Path file;
  private final FileChannel channel;
  private final Header header;
  private final long dataStart;

  private Safetensors(Path file, FileChannel channel, Header header, long dataStart) {
    this.file = file;
    this.channel = channel;
    this.header = header;
    this.dataStart = dataStart;
  }

  /**
   * Opens a file for reading.
   *
   * @throws FormatException if the file is not what it should be, naming file, place and reason
   * @throws IOException if the file cannot be read
   */
  @SuppressWarnings("MustBeClosedChecker")
  public static Safetensors open(Path file) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(file.toString(), null, "there is no such file");
    }
    try {
      return open(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Safetensors open(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < Long.BYTES + 2) {
      throw new FormatException(file.toString(), 0, "too short for a safetensors file");
    }
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(file, channel, length, 0);
    long headerBytes = length.getLong(0);
    if (headerBytes < 2 || headerBytes > MAX_HEADER || headerBytes > size - Long.BYTES) {
      throw new FormatException(
          file.toString(),
          0,
          "the header claims %s bytes of a file of %d; not a safetensors file, or truncated"
              .formatted(Long.toUnsignedString(headerBytes), size));
    }
    ByteBuffer text = ByteBuffer.allocate((int) headerBytes);
    readFully(file, channel, text, Long.BYTES);
    if (text.get(0) != '{') {
      throw new FormatException(file.toString(), Long.BYTES, "the header does not begin with '{'");
    }
    long dataStart = Long.BYTES + headerBytes;
    Header header = Header.parse(file.toString(), Long.BYTES, text.array(), size - dataStart);
    return new Safetensors(file, channel, header, dataStart);
  }

  /** Returns the free text that the writer stored. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  /** Returns the names of the tensors, in the order of the header. */
  public Set<String> names() {
    return Collections.unmodifiableSet(header.entries().keySet());
  }

  /**
   * Returns the type of a tensor.
   *
   * @throws FormatException if the file has no such tensor
   */
  public TensorType type(String name) throws FormatException {
    return entry(name).type();
  }

  /**
   * Reads the row-major values of a tensor.
   *
   * @throws FormatException if the file has no such tensor
   */
  public MemorySegment read(String name) throws IOException {
    Header.Entry entry = entry(name);
    MemorySegment values = Memory.allocate(entry.type().bytes());
    long done = 0;
    while (done < entry.type().bytes()) {
      long part = Math.min(CHUNK, entry.type().bytes() - done);
      readFully(
          file,
          channel,
          values.asSlice(done, part).asByteBuffer(),
          dataStart + entry.from() + done);
      done += part;
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private Header.Entry entry(String name) throws FormatException {
    Header.Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new FormatException(file.toString(), Long.BYTES, "there is no tensor '" + name + "'");
    }
    return entry;
  }

  private static void readFully(Path file, FileChannel channel, ByteBuffer target, long position)
      throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int got = channel.read(target, at);
      if (got < 0) {
        throw new FormatException(file.toString(), at, "the file ends early; it is truncated");
      }
      at += got;
    }
  }

  /**
   * Writes variables under their names, atomically.
   *
   * @param metadata free text to store beside them
   * @throws IllegalArgumentException if two variables have one name
   * @throws IOException if the file cannot be written; what was there stays
   */
  public static void write(Path file, Map<String, String> metadata, Collection<Variable> variables)
      throws IOException {
    Map<String, Variable> named = new LinkedHashMap<>();
    for (Variable variable : variables) {
      if (named.put(variable.name(), variable) != null) {
        throw new IllegalArgumentException("two variables are named '" + variable.name() + "'");
      }
    }
    write(file, metadata, named);
  }

  /**
   * Writes variables under given names, atomically.
   *
   * @param metadata free text to store beside them
   * @throws IOException if the file cannot be written; what was there stays
   */
  public static void write(Path file, Map<String, String> metadata, Map<String, Variable> variables)
      throws IOException {
    // The widest first, so that every tensor is aligned to its element.
    List<Map.Entry<String, Variable>> sorted = new ArrayList<>(variables.entrySet());
    sorted.sort(Comparator.comparingInt(e -> -e.getValue().type().dtype().bytes()));
    Map<String, Header.Entry> entries = new LinkedHashMap<>();
    long end = 0;
    for (Map.Entry<String, Variable> e : sorted) {
      TensorType type = e.getValue().type();
      long from = end;
      end = Math.addExact(end, type.bytes());
      entries.put(e.getKey(), new Header.Entry(type, from, end));
    }
    byte[] text = new Header(metadata, entries).text().getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    ByteBuffer head =
        ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN).putLong(padded);
    head.put(text).put(" ".repeat(padded - text.length).getBytes(StandardCharsets.UTF_8)).flip();
    AtomicFile.write(
        file,
        channel -> {
          writeFully(channel, head);
          for (Map.Entry<String, Variable> e : sorted) {
            writeAll(channel, e.getValue().rowMajor(), e.getValue().type().bytes());
          }
        });
  }

  private static void writeAll(FileChannel channel, MemorySegment values, long bytes)
      throws IOException {
    for (long done = 0; done < bytes; done += CHUNK) {
      writeFully(channel, values.asSlice(done, Math.min(CHUNK, bytes - done)).asByteBuffer());
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer source) throws IOException {
    while (source.hasRemaining()) {
      channel.write(source);
    }
  }
}
