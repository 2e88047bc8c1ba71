package dev.cajal.nn.search;

import dev.cajal.nn.data.format.FormatException;
import dev.cajal.nn.json.JsonReader;
import dev.cajal.nn.json.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trials of a search as lines of JSON behind a line that says which search it is. A line counts
 * once its end is there: what a killed process left behind the last one is cut off.
 */
final class TrialLog {
  private static final long VERSION = 1;
  private static final long MAX_BYTES = 64L << 20;

  private final Path file;
  private final String subject;

  TrialLog(Path file, String subject) {
    this.file = file;
    this.subject = subject;
  }

  /** What must be the same when a search goes on. */
  record Header(List<String> space, String strategy, long seed, int budget) {
    Map<String, Object> with(String subject) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("search", VERSION);
      values.put("subject", subject);
      values.put("space", String.join(" ", space));
      values.put("strategy", strategy);
      values.put("seed", seed);
      values.put("budget", (long) budget);
      return values;
    }
  }

  /** Returns the trials of the log, which is made if it is not there. */
  List<Trial> open(Header header) throws IOException {
    Map<String, Object> wanted = header.with(subject);
    String text = whole();
    if (text.isEmpty()) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      write(json(wanted), 0);
      return List.of();
    }
    List<Trial> trials = new ArrayList<>();
    int number = 0;
    long at = 0;
    for (String line : text.split("\n", -1)) {
      if (line.isEmpty()) {
        break;
      }
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      JsonReader in = new JsonReader(file.toString(), at, "in line " + (number + 1), bytes);
      Map<String, Object> values = object(in);
      in.expectEnd();
      if (number++ == 0) {
        check(values, wanted);
      } else {
        trials.add(trial(in, values));
      }
      at += bytes.length + 1;
    }
    return trials;
  }

  void append(Trial trial) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("trial", (long) trial.number());
    values.put("rung", (long) trial.rung());
    values.put("budget", (long) trial.budget());
    values.put("values", trial.point());
    if (!Double.isNaN(trial.score())) {
      values.put("score", trial.score());
    }
    values.put("seconds", trial.seconds());
    write(json(values), Files.size(file));
  }

  /** Returns the lines that are whole, and cuts off what is behind them. */
  private String whole() throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new FormatException(file.toString(), 0, "larger than 64 MiB; it is no log of a search");
    }
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    if (end < bytes.length) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(end);
      }
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private void check(Map<String, Object> found, Map<String, Object> wanted) {
    for (Map.Entry<String, Object> entry : wanted.entrySet()) {
      Object before = found.get(entry.getKey());
      if (!entry.getValue().equals(before)) {
        throw new IllegalArgumentException(
            ("%s is the log of another search: %s was %s, now it is %s; repeat that search or"
                    + " choose another place")
                .formatted(
                    file, entry.getKey(), before == null ? "missing" : before, entry.getValue()));
      }
    }
  }

  private static Trial trial(JsonReader in, Map<String, Object> line) throws FormatException {
    Map<String, String> values = new LinkedHashMap<>();
    if (!(line.get("values") instanceof Map<?, ?> given)) {
      throw in.fail("a trial lacks its 'values'");
    }
    given.forEach((name, value) -> values.put(name.toString(), value.toString()));
    return new Trial(
        count(in, line, "trial"),
        count(in, line, "rung"),
        count(in, line, "budget"),
        new Point(values),
        line.get("score") instanceof Number score ? score.doubleValue() : Double.NaN,
        line.get("seconds") instanceof Number seconds ? seconds.doubleValue() : 0);
  }

  private static int count(JsonReader in, Map<String, Object> line, String name)
      throws FormatException {
    if (line.get(name) instanceof Long value && value >= 0 && value <= Integer.MAX_VALUE) {
      return value.intValue();
    }
    throw in.fail("'" + name + "' of a trial is no count");
  }

  /** Reads an object of strings, numbers, and objects of strings. */
  private static Map<String, Object> object(JsonReader in) throws FormatException {
    Map<String, Object> object = new LinkedHashMap<>();
    in.expect('{');
    for (boolean first = true; in.another(first, '}'); first = false) {
      String name = in.key();
      Object value = in.at('{') ? texts(in) : in.at('"') ? in.string() : in.signed();
      if (object.put(name, value) != null) {
        throw in.fail("'" + name + "' stands twice in a line");
      }
    }
    return object;
  }

  private static Map<String, String> texts(JsonReader in) throws FormatException {
    Map<String, String> texts = new LinkedHashMap<>();
    in.expect('{');
    for (boolean first = true; in.another(first, '}'); first = false) {
      texts.put(in.key(), in.string());
    }
    return texts;
  }

  private static String json(Map<String, ?> object) {
    StringBuilder out = new StringBuilder("{");
    object.forEach((name, value) -> {
      JsonText.quote(name, out.append(out.length() > 1 ? "," : "")).append(':');
      switch (value) {
        case Number number -> out.append(number);
        case Point point -> out.append(json(point.values()));
        default -> JsonText.quote(value.toString(), out);
      }
    });
    return out.append('}').toString();
  }

  private void write(String line, long at) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.position(at);
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
