package dev.cajal.nn.data.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads and checks the central directory at the end of a zip archive. */
final class ZipDirectory {
  /** How many times its compressed size an entry may become. */
  static final int MAX_RATIO = 100;

  /** How many bytes all entries together may have beyond their compressed sizes. */
  static final long MAX_EXPANSION = 16L << 30;

  private static final int RATIO_FLOOR = 1 << 12;
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int END64 = 0x06064b50;
  private static final int END64_SIZE = 56;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int LOCATOR64_SIZE = 20;
  private static final int FILE = 0x02014b50;
  private static final int FILE_SIZE = 46;
  private static final int MAX_COMMENT = 0xffff;
  private static final int TYPE = 0xf000;
  private static final int REGULAR = 0x8000;
  private static final int FOLDER = 0x4000;

  private final String file;
  private final FileChannel channel;
  private final long length;
  private long start;
  private long size;
  private long count;

  ZipDirectory(String file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.length = channel.size();
  }

  List<ZipEntry> read() throws IOException {
    findEnd();
    if (size > Integer.MAX_VALUE || start < 0 || size < 0 || start > length - size) {
      throw fail(length, "the directory of the archive lies outside of the file; it is truncated");
    }
    ByteBuffer directory = readAt(start, (int) size);
    List<ZipEntry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    long seen = 0;
    long expansion = 0;
    while (directory.remaining() >= FILE_SIZE) {
      ZipEntry entry = entry(directory);
      seen++;
      if (!names.add(entry.name())) {
        throw fail(at(directory), "two entries have the name " + quoted(entry.name()));
      }
      expansion += entry.size() - entry.compressedSize();
      if (expansion > MAX_EXPANSION) {
        throw fail(at(directory), "the entries expand to far more than the archive; refused");
      }
      if (!entry.name().endsWith("/")) {
        entries.add(entry);
      }
    }
    if (directory.hasRemaining() || seen != count) {
      throw fail(
          at(directory), "the directory has %d entries, not %d as declared".formatted(seen, count));
    }
    checkOverlap(entries);
    return List.copyOf(entries);
  }

  static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void findEnd() throws IOException {
    int reach = (int) Math.min(length, END_SIZE + MAX_COMMENT);
    long from = length - reach;
    ByteBuffer tail = readAt(from, reach);
    int end = reach - END_SIZE;
    while (end >= 0 && tail.getInt(end) != END) {
      end--;
    }
    if (end < 0) {
      throw fail(0, "no zip directory at the end; it is no zip archive, or it is truncated");
    }
    count = tail.getShort(end + 10) & 0xffff;
    size = tail.getInt(end + 12) & 0xffffffffL;
    start = tail.getInt(end + 16) & 0xffffffffL;
    long locator = from + end - LOCATOR64_SIZE;
    if (locator >= 0 && readAt(locator, 4).getInt(0) == LOCATOR64) {
      findEnd64(readAt(locator, LOCATOR64_SIZE).getLong(8));
    }
  }

  private void findEnd64(long place) throws IOException {
    if (place < 0 || place > length - END64_SIZE) {
      throw fail(length, "the zip64 directory lies outside of the file");
    }
    ByteBuffer end = readAt(place, END64_SIZE);
    if (end.getInt(0) != END64) {
      throw fail(place, "the zip64 directory is damaged");
    }
    count = end.getLong(32);
    size = end.getLong(40);
    start = end.getLong(48);
  }

  private ZipEntry entry(ByteBuffer directory) throws FormatException {
    long place = at(directory);
    int base = directory.position();
    int nameLength = directory.getShort(base + 28) & 0xffff;
    int extraLength = directory.getShort(base + 30) & 0xffff;
    int commentLength = directory.getShort(base + 32) & 0xffff;
    if (directory.getInt(base) != FILE
        || directory.remaining() < FILE_SIZE + nameLength + extraLength + commentLength) {
      throw fail(place, "the directory of the archive is damaged");
    }
    byte[] bytes = new byte[nameLength];
    directory.get(base + FILE_SIZE, bytes);
    String name = new String(bytes, StandardCharsets.UTF_8);
    checkName(place, name);
    int method = directory.getShort(base + 10) & 0xffff;
    int unixMode = directory.getInt(base + 38) >>> 16;
    if ((directory.getShort(base + 8) & 1) != 0) {
      throw fail(place, quoted(name) + " is encrypted");
    }
    if (method != 0 && method != 8) {
      throw fail(
          place,
          "%s is compressed by method %d; only deflate is read".formatted(quoted(name), method));
    }
    int type = unixMode & TYPE;
    if (type != 0 && type != REGULAR && type != FOLDER) {
      throw fail(place, quoted(name) + " is a link or device; refused");
    }
    long[] wide = {
      directory.getInt(base + 24) & 0xffffffffL,
      directory.getInt(base + 20) & 0xffffffffL,
      directory.getInt(base + 42) & 0xffffffffL
    };
    widen(place, directory.slice(base + FILE_SIZE + nameLength, extraLength), wide);
    directory.position(base + FILE_SIZE + nameLength + extraLength + commentLength);
    ZipEntry entry =
        new ZipEntry(
            name, wide[0], wide[1], method == 8, directory.getInt(base + 16), wide[2], nameLength);
    checkSizes(place, entry);
    return entry;
  }

  /** Replaces the 32-bit fields that are all ones by those of the zip64 extra field. */
  private void widen(long place, ByteBuffer extra, long[] wide) throws FormatException {
    extra.order(ByteOrder.LITTLE_ENDIAN);
    while (extra.remaining() >= 4) {
      int tag = extra.getShort() & 0xffff;
      int bytes = extra.getShort() & 0xffff;
      if (bytes > extra.remaining()) {
        throw fail(place, "an extra field of the directory is damaged");
      }
      int end = extra.position() + bytes;
      for (int i = 0; tag == 1 && i < wide.length; i++) {
        if (wide[i] == 0xffffffffL && end - extra.position() >= Long.BYTES) {
          wide[i] = extra.getLong();
        }
      }
      extra.position(end);
    }
  }

  private void checkSizes(long place, ZipEntry entry) throws FormatException {
    long packed = entry.compressedSize();
    if (entry.size() < 0
        || packed < 0
        || entry.offset() < 0
        || packed > length
        || entry.offset() > length - packed
        || (!entry.deflated() && packed != entry.size())) {
      throw fail(place, quoted(entry.name()) + " has sizes that do not fit the archive");
    }
    if (entry.size() > RATIO_FLOOR && entry.size() > MAX_RATIO * packed) {
      throw fail(
          place,
          "%s expands to more than %d times its size; refused"
              .formatted(quoted(entry.name()), MAX_RATIO));
    }
  }

  private void checkName(long place, String name) throws FormatException {
    boolean drive = name.length() > 1 && name.charAt(1) == ':';
    boolean control = name.chars().anyMatch(c -> c < ' ');
    if (name.isEmpty()
        || name.startsWith("/")
        || drive
        || control
        || name.indexOf('\\') >= 0
        || Arrays.stream(name.split("/")).anyMatch(p -> p.equals("..") || p.equals("."))) {
      throw fail(place, "the entry name " + quoted(name) + " could leave the archive; refused");
    }
  }

  private void checkOverlap(List<ZipEntry> entries) throws FormatException {
    List<ZipEntry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingLong(ZipEntry::offset));
    for (int i = 1; i < sorted.size(); i++) {
      ZipEntry before = sorted.get(i - 1);
      if (before.offset() + before.compressedSize() + before.nameLength()
          > sorted.get(i).offset()) {
        throw fail(sorted.get(i).offset(), quoted(before.name()) + " overlaps another entry");
      }
    }
  }

  private ByteBuffer readAt(long from, int bytes) throws IOException {
    ByteBuffer buffer = buffer(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw fail(length, "the archive became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private long at(ByteBuffer directory) {
    return start + directory.position();
  }

  private static String quoted(String name) {
    StringBuilder text = new StringBuilder("\"");
    name.chars().map(c -> c < ' ' ? '?' : c).limit(200).forEach(c -> text.append((char) c));
    return text.append('"').toString();
  }

  private FormatException fail(long offset, String reason) {
    return new FormatException(file, offset, reason);
  }
}
