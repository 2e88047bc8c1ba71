package dev.cajal.nn.io;

import dev.cajal.backend.DType;
import dev.cajal.backend.TensorType;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes arrays as NumPy reads them: one to a {@code .npy} file, several by name to a {@code .npz}
 * archive. Format 1.0: magic, version, length of the header, the header as a Python dictionary
 * padded to 64 bytes, then the elements, row-major and little-endian.
 *
 * <pre>{@code
 * Npy.write(file, Npy.array(TensorType.float32(2, 3), values));
 * }</pre>
 *
 * <p>Source: NumPy Enhancement Proposal 1, <i>A simple file format for NumPy arrays</i>.
 */
public final class Npy {
  private static final int CHUNK = 1 << 20;
  private static final int ALIGNMENT = 64;
  private static final int PREFIX = 10;

  private Npy() {}

  /**
   * An array to be written.
   *
   * @param type element type and shape
   * @param values row-major
   */
  public record Array(TensorType type, MemorySegment values) {}

  /** Returns an array to be written. */
  public static Array array(TensorType type, MemorySegment values) {
    if (values.byteSize() < type.bytes()) {
      throw new IllegalArgumentException(
          type + " takes " + type.bytes() + " bytes, there are " + values.byteSize());
    }
    return new Array(type, values);
  }

  /**
   * Writes one array, atomically.
   *
   * @throws IllegalArgumentException if NumPy has no such element type
   * @throws IOException if the file cannot be written; what was there stays
   */
  public static void write(Path file, Array array) throws IOException {
    byte[] header = header(array.type());
    AtomicFile.write(
        file,
        channel -> {
          OutputStream out = Channels.newOutputStream(channel);
          out.write(header);
          copy(array, out);
        });
  }

  /**
   * Writes several arrays to one archive, atomically, not compressed.
   *
   * @param arrays by name
   * @throws IllegalArgumentException if NumPy has no such element type
   * @throws IOException if the file cannot be written; what was there stays
   */
  public static void archive(Path file, Map<String, Array> arrays) throws IOException {
    for (Array array : arrays.values()) {
      descriptor(array.type().dtype());
    }
    AtomicFile.write(
        file,
        channel -> {
          // Closing the stream would close the channel, which still has to reach the disk.
          ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
          zip.setLevel(0);
          for (Map.Entry<String, Array> entry : arrays.entrySet()) {
            zip.putNextEntry(new ZipEntry(entry.getKey() + ".npy"));
            zip.write(header(entry.getValue().type()));
            copy(entry.getValue(), zip);
            zip.closeEntry();
          }
          zip.finish();
        });
  }

  private static byte[] header(TensorType type) {
    String sizes =
        Arrays.stream(type.shape().toArray())
            .mapToObj(size -> size + ",")
            .collect(Collectors.joining(" "));
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(descriptor(type.dtype()), sizes);
    int padded = Math.ceilDiv(PREFIX + text.length() + 1, ALIGNMENT) * ALIGNMENT - PREFIX;
    byte[] header = new byte[PREFIX + padded];
    Arrays.fill(header, (byte) ' ');
    byte[] magic = {
      (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) padded, (byte) (padded >> 8)
    };
    System.arraycopy(magic, 0, header, 0, PREFIX);
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, PREFIX, bytes.length);
    header[header.length - 1] = '\n';
    return header;
  }

  private static String descriptor(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> "<f4";
      case FLOAT64 -> "<f8";
      case INT64 -> "<i8";
      case INT32 -> "<i4";
      case UINT8 -> "|u1";
      case BOOL -> "|b1";
      default -> throw new IllegalArgumentException("NumPy has no " + dtype + "; cast to float32");
    };
  }

  private static void copy(Array array, OutputStream out) throws IOException {
    long bytes = array.type().bytes();
    for (long done = 0; done < bytes; done += CHUNK) {
      out.write(
          array
              .values()
              .asSlice(done, Math.min(CHUNK, bytes - done))
              .toArray(ValueLayout.JAVA_BYTE));
    }
  }
}
