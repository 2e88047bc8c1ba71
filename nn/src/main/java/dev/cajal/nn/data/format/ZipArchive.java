package dev.cajal.nn.data.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zip archive read in place; nothing is ever extracted.
 *
 * <p>Opening checks the whole directory: names that could leave a folder (absolute, drive, {@code
 * ..}, backslash), links, duplicates, encrypted entries, entries that overlap or expand more than a
 * hundredfold are refused. Entries may be stored or deflated; zip64 is understood. Several threads
 * may read entries at once.
 *
 * <p>Source: PKWARE, <i>.ZIP File Format Specification</i> 6.3.10.
 */
public final class ZipArchive implements Closeable {
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int LOCAL_SIZE = 30;
  private static final int GUESSED_EXTRA = 64;
  private static final int PIECE = 1 << 16;

  private final String name;
  private final FileChannel channel;
  private final List<ZipEntry> entries;

  private ZipArchive(String name, FileChannel channel, List<ZipEntry> entries) {
    this.name = name;
    this.channel = channel;
    this.entries = entries;
  }

  /**
   * Opens an archive and checks its directory.
   *
   * @throws FormatException if it is not a zip archive, is damaged, or breaks a rule above
   * @throws IOException if the disk fails
   */
  public static ZipArchive open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      String name = file.toString();
      return new ZipArchive(name, channel, new ZipDirectory(name, channel).read());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Returns the files in the archive, in the order of its directory; folders are left out. */
  public List<ZipEntry> entries() {
    return entries;
  }

  /** Returns what error messages call an entry. */
  public String describe(ZipEntry entry) {
    return name + "!" + entry.name();
  }

  /**
   * Reads a whole entry and checks its checksum.
   *
   * @throws FormatException if the entry is damaged
   * @throws IOException if the disk fails
   */
  public byte[] read(ZipEntry entry) throws IOException {
    int stored = length(entry, entry.compressedSize());
    int size = length(entry, entry.size());
    int reach = LOCAL_SIZE + entry.nameLength() + GUESSED_EXTRA;
    long room = Math.min((long) reach + stored, channel.size() - entry.offset());
    ByteBuffer buffer = ZipDirectory.buffer((int) Math.max(0, room));
    readFully(entry, buffer, entry.offset());
    if (buffer.limit() < LOCAL_SIZE || buffer.getInt(0) != LOCAL_HEADER) {
      throw fail(entry, "the directory points to something that is no entry");
    }
    int start = LOCAL_SIZE + (buffer.getShort(26) & 0xffff) + (buffer.getShort(28) & 0xffff);
    ByteBuffer data = buffer;
    if (start + (long) stored > buffer.limit()) {
      data = ZipDirectory.buffer(stored);
      readFully(entry, data, entry.offset() + start);
      start = 0;
    }
    byte[] content = new byte[(int) Math.min(size, Math.max(PIECE, 2L * stored))];
    if (entry.deflated()) {
      content = inflate(entry, data.slice(start, stored), content, size);
    } else {
      data.get(start, content);
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    if ((int) crc.getValue() != entry.crc()) {
      throw fail(entry, "the checksum differs; the entry is damaged");
    }
    return content;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private byte[] inflate(ZipEntry entry, ByteBuffer data, byte[] first, int size)
      throws FormatException {
    byte[] content = first;
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(data);
      int done = 0;
      while (!inflater.finished()) {
        if (done == content.length && done < size) {
          content = Arrays.copyOf(content, (int) Math.min(size, 2L * done));
        }
        int got = inflater.inflate(content, done, content.length - done);
        done += got;
        if (got == 0 && (inflater.needsInput() || inflater.needsDictionary() || done == size)) {
          break;
        }
      }
      if (done != size || !finished(inflater)) {
        throw fail(entry, "the entry does not have the %d bytes it declares".formatted(size));
      }
    } catch (DataFormatException e) {
      throw fail(entry, "the compressed data is damaged: " + e.getMessage());
    }
    return content;
  }

  private static boolean finished(Inflater inflater) throws DataFormatException {
    return inflater.finished() || (inflater.inflate(new byte[1]) == 0 && inflater.finished());
  }

  private void readFully(ZipEntry entry, ByteBuffer target, long from) throws IOException {
    long place = from;
    while (target.hasRemaining()) {
      int got = channel.read(target, place);
      if (got < 0) {
        throw fail(entry, "the archive ends in the middle of this entry; it is truncated");
      }
      place += got;
    }
    target.flip();
  }

  private int length(ZipEntry entry, long size) throws FormatException {
    if (size > Integer.MAX_VALUE - PIECE) {
      throw fail(entry, "the entry has %d bytes, more than 2 GB".formatted(size));
    }
    return (int) size;
  }

  private FormatException fail(ZipEntry entry, String reason) {
    return new FormatException(describe(entry), entry.offset(), reason);
  }
}
