package dev.cajal.nn.train;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** A checksum over names, texts and values, so that a flipped bit in a checkpoint is noticed. */
final class Checksum {
  private static final long CHUNK = 1 << 24;

  private final CRC32C crc = new CRC32C();

  private Checksum() {}

  /** Returns the checksum; the order of the maps does not matter. */
  static String of(Map<String, String> texts, Map<String, MemorySegment> values) {
    Checksum sum = new Checksum();
    new TreeMap<>(texts)
        .forEach((key, text) -> {
          sum.add(key);
          sum.add(text);
        });
    new TreeMap<>(values)
        .forEach((name, memory) -> {
          sum.add(name);
          sum.add(memory);
        });
    return Long.toHexString(sum.crc.getValue());
  }

  private void add(String text) {
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    crc.update(0);
  }

  private void add(MemorySegment memory) {
    for (long done = 0; done < memory.byteSize(); done += CHUNK) {
      crc.update(memory.asSlice(done, Math.min(CHUNK, memory.byteSize() - done)).asByteBuffer());
    }
  }
}
