package dev.cajal.nn.io;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.data.format.FormatException;
import dev.cajal.nn.json.JsonReader;
import dev.cajal.nn.json.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header of a safetensors file, checked against the size of the data behind it. */
record Header(Map<String, String> metadata, Map<String, Entry> entries) {
  private static final int MAX_RANK = 16;
  private static final String METADATA = "__metadata__";

  /** The bytes of one tensor, from the beginning of the data. */
  record Entry(TensorType type, long from, long to) {}

  /** Parses the text of a header that begins at byte {@code start} of a file. */
  static Header parse(String file, long start, byte[] text, long dataBytes) throws FormatException {
    JsonReader in = new JsonReader(file, start, "in the header", text);
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Entry> entries = new LinkedHashMap<>();
    boolean described = false;
    in.expect('{');
    for (boolean first = true; in.another(first, '}'); first = false) {
      String name = in.key();
      if (name.equals(METADATA)) {
        if (described) {
          throw in.fail("the metadata stand twice in the header");
        }
        described = true;
        readMetadata(in, metadata);
      } else if (entries.put(name, readEntry(in, name)) != null) {
        throw in.fail("tensor '" + name + "' stands twice in the header");
      }
    }
    in.expectEnd();
    checkCover(in, entries, dataBytes);
    return new Header(metadata, entries);
  }

  private static void readMetadata(JsonReader in, Map<String, String> metadata)
      throws FormatException {
    in.expect('{');
    for (boolean first = true; in.another(first, '}'); first = false) {
      String key = in.key();
      if (metadata.put(key, in.string()) != null) {
        throw in.fail("metadata '" + key + "' stand twice in the header");
      }
    }
  }

  private static Entry readEntry(JsonReader in, String name) throws FormatException {
    @Nullable DType dtype = null;
    @Nullable List<Long> sizes = null;
    @Nullable List<Long> offsets = null;
    in.expect('{');
    for (boolean first = true; in.another(first, '}'); first = false) {
      String key = in.key();
      if (key.equals("dtype") && dtype == null) {
        dtype = dtype(in, name, in.string());
      } else if (key.equals("shape") && sizes == null) {
        sizes = numbers(in, MAX_RANK);
      } else if (key.equals("data_offsets") && offsets == null) {
        offsets = numbers(in, 2);
      } else {
        throw in.fail("tensor '" + name + "' has an unknown or repeated key '" + key + "'");
      }
    }
    if (dtype == null || sizes == null || offsets == null || offsets.size() != 2) {
      throw in.fail("tensor '" + name + "' lacks its dtype, shape or two data offsets");
    }
    return entry(in, name, dtype, sizes, offsets.get(0), offsets.get(1));
  }

  private static Entry entry(
      JsonReader in, String name, DType dtype, List<Long> sizes, long from, long to)
      throws FormatException {
    TensorType type;
    long bytes;
    try {
      type = new TensorType(dtype, Shape.of(sizes.stream().mapToLong(Long::longValue).toArray()));
      bytes = type.bytes();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw in.fail("tensor '" + name + "' has an impossible shape " + sizes);
    }
    if (from > to || to - from != bytes) {
      throw in.fail(
          "tensor '%s' of type %s takes %d bytes, its data offsets are %d to %d"
              .formatted(name, type, bytes, from, to));
    }
    return new Entry(type, from, to);
  }

  private static List<Long> numbers(JsonReader in, int most) throws FormatException {
    List<Long> numbers = new ArrayList<>();
    in.expect('[');
    for (boolean first = true; in.another(first, ']'); first = false) {
      if (numbers.size() == most) {
        throw in.fail("a list in the header has more than " + most + " numbers");
      }
      numbers.add(in.number());
    }
    return numbers;
  }

  /** Checks that the tensors cover the data without holes or overlap. */
  private static void checkCover(JsonReader in, Map<String, Entry> entries, long dataBytes)
      throws FormatException {
    List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
    sorted.sort(
        Comparator.<Map.Entry<String, Entry>>comparingLong(e -> e.getValue().from())
            .thenComparingLong(e -> e.getValue().to()));
    long end = 0;
    for (Map.Entry<String, Entry> e : sorted) {
      if (e.getValue().from() != end) {
        throw in.fail(
            "tensor '%s' begins at byte %d of the data, expected %d"
                .formatted(e.getKey(), e.getValue().from(), end));
      }
      end = e.getValue().to();
    }
    if (end != dataBytes) {
      throw in.fail(
          "the tensors take %d bytes, the file holds %d%s"
              .formatted(end, dataBytes, end > dataBytes ? "; it is truncated" : ""));
    }
  }

  /** Returns the element type of a name in the format. */
  private static DType dtype(JsonReader in, String tensor, String name) throws FormatException {
    for (DType dtype : DType.values()) {
      if (nameOf(dtype).equals(name)) {
        return dtype;
      }
    }
    throw in.fail("tensor '" + tensor + "' has dtype '" + name + "', which is not supported");
  }

  /** Returns the name of an element type in the format. */
  static String nameOf(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> "F32";
      case FLOAT64 -> "F64";
      case BFLOAT16 -> "BF16";
      case INT32 -> "I32";
      case INT64 -> "I64";
      case UINT8 -> "U8";
      case BOOL -> "BOOL";
    };
  }

  /** Returns the text of this header. */
  String text() {
    StringBuilder text = new StringBuilder("{");
    if (!metadata.isEmpty()) {
      text.append('"').append(METADATA).append("\":{");
      metadata.forEach((key, value) -> {
        JsonText.quote(key, text).append(':');
        JsonText.quote(value, text).append(',');
      });
      text.setCharAt(text.length() - 1, '}');
    }
    entries.forEach((name, entry) -> {
      text.append(text.length() > 1 ? "," : "");
      JsonText.quote(name, text)
          .append(":{\"dtype\":\"")
          .append(nameOf(entry.type().dtype()))
          .append("\",\"shape\":")
          .append(entry.type().shape().toString().replace(" ", ""))
          .append(",\"data_offsets\":[")
          .append(entry.from())
          .append(',')
          .append(entry.to())
          .append("]}");
    });
    return text.append('}').toString();
  }
}
