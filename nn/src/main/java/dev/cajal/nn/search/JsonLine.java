package dev.cajal.nn.search;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Objects of texts, numbers and objects on a line of JSON; all that a log needs. */
final class JsonLine {
  private static final int MAX_DEPTH = 4;

  private final String text;
  private int at;

  private JsonLine(String text) {
    this.text = text;
  }

  /** Says that a line is no such object. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  static String write(Map<String, Object> object) {
    StringBuilder out = new StringBuilder("{");
    object.forEach((name, value) -> {
      out.append(out.length() > 1 ? "," : "").append(quoted(name)).append(':');
      switch (value) {
        case Map<?, ?> inner -> {
          Map<String, Object> copy = new LinkedHashMap<>();
          inner.forEach((key, element) -> copy.put(key.toString(), element));
          out.append(write(copy));
        }
        case Number number -> out.append(number);
        default -> out.append(quoted(value.toString()));
      }
    });
    return out.append('}').toString();
  }

  /**
   * Reads an object; whole numbers become Long, others Double.
   *
   * @throws Malformed if the line is none
   */
  static Map<String, Object> read(String line) {
    JsonLine reader = new JsonLine(line);
    Map<String, Object> object = reader.object(0);
    reader.blanks();
    if (reader.at < line.length()) {
      throw new Malformed("the line goes on after its object");
    }
    return object;
  }

  private Map<String, Object> object(int depth) {
    if (depth > MAX_DEPTH) {
      throw new Malformed("nested too deep");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    expect('{');
    if (peek() == '}') {
      at++;
      return object;
    }
    while (true) {
      String name = string();
      expect(':');
      Object value = peek() == '{' ? object(depth + 1) : peek() == '"' ? string() : number();
      if (object.put(name, value) != null) {
        throw new Malformed("'" + name + "' stands there twice");
      }
      if (peek() != ',') {
        expect('}');
        return object;
      }
      at++;
    }
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c == '\\') {
        c = escaped();
      }
      out.append(c);
    }
    expect('"');
    return out.toString();
  }

  private char escaped() {
    char c = at < text.length() ? text.charAt(at++) : 0;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new Malformed("a damaged text");
    };
  }

  private char unicode() {
    if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
      throw new Malformed("a damaged text");
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private Object number() {
    int from = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String word = text.substring(from, at);
    try {
      return word.matches("-?[0-9]+") ? (Object) Long.valueOf(word) : Double.valueOf(word);
    } catch (NumberFormatException e) {
      throw new Malformed(
          "'" + text.substring(from, Math.min(text.length(), from + 10)) + "' is no value");
    }
  }

  private char peek() {
    blanks();
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw new Malformed("expected %c at character %d".formatted(wanted, at));
    }
    at++;
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private static String quoted(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
