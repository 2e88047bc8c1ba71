package dev.cajal.nn.io;

import dev.cajal.nn.data.format.FormatException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The part of JSON that a safetensors header consists of: objects, strings, arrays of whole
 * numbers. Everything else is refused, so there is no recursion and no depth to limit.
 */
final class HeaderReader {
  private static final int MAX_DIGITS = 19;

  private final String file;
  private final long start;
  private final byte[] text;
  private int at;

  /**
   * Creates a reader.
   *
   * @param file for error messages
   * @param start where in the file the text begins
   */
  HeaderReader(String file, long start, byte[] text) {
    this.file = file;
    this.start = start;
    this.text = text;
  }

  FormatException fail(String reason) {
    return new FormatException(file, start + at, reason);
  }

  /** Returns whether the next token is the given one, and skips it if so. */
  boolean skip(char token) {
    skipSpace();
    if (at < text.length && text[at] == token) {
      at++;
      return true;
    }
    return false;
  }

  void expect(char token) throws FormatException {
    if (!skip(token)) {
      throw fail("expected '" + token + "' in the header");
    }
  }

  void expectEnd() throws FormatException {
    skipSpace();
    if (at < text.length) {
      throw fail("the header goes on after its end");
    }
  }

  /** Says whether another item follows in an object or array that ends with the given token. */
  boolean another(boolean first, char end) throws FormatException {
    if (skip(end)) {
      return false;
    }
    if (!first) {
      expect(',');
    }
    return true;
  }

  String key() throws FormatException {
    String key = string();
    expect(':');
    return key;
  }

  String string() throws FormatException {
    expect('"');
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (true) {
      int c = next();
      if (c == '"') {
        return decoded(bytes);
      }
      if (c < 0x20) {
        throw fail("a control character stands in a string");
      }
      if (c == '\\') {
        escape(bytes);
      } else {
        bytes.write(c);
      }
    }
  }

  /** Reads a whole number that is not negative. */
  long number() throws FormatException {
    skipSpace();
    int first = at;
    long value = 0;
    while (at < text.length && text[at] >= '0' && text[at] <= '9') {
      if (at - first >= MAX_DIGITS) {
        throw fail("a number in the header is too large");
      }
      value = value * 10 + (text[at] - '0');
      at++;
    }
    if (at == first || value < 0 || (text[first] == '0' && at - first > 1)) {
      throw fail("expected a whole number in the header");
    }
    return value;
  }

  private int next() throws FormatException {
    if (at == text.length) {
      throw fail("the header ends in the middle of a string");
    }
    return text[at++] & 0xff;
  }

  private void escape(ByteArrayOutputStream bytes) throws FormatException {
    int c = next();
    switch (c) {
      case '"', '\\', '/' -> bytes.write(c);
      case 'b' -> bytes.write('\b');
      case 'f' -> bytes.write('\f');
      case 'n' -> bytes.write('\n');
      case 'r' -> bytes.write('\r');
      case 't' -> bytes.write('\t');
      case 'u' -> bytes.writeBytes(unicode().getBytes(StandardCharsets.UTF_8));
      default -> throw fail("an unknown escape stands in a string");
    }
  }

  private String unicode() throws FormatException {
    char first = unit();
    if (!Character.isSurrogate(first)) {
      return String.valueOf(first);
    }
    if (Character.isHighSurrogate(first) && next() == '\\' && next() == 'u') {
      char second = unit();
      if (Character.isLowSurrogate(second)) {
        return new String(new char[] {first, second});
      }
    }
    throw fail("half of a surrogate pair stands in a string");
  }

  private char unit() throws FormatException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw fail("an escape in a string is not hexadecimal");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  private String decoded(ByteArrayOutputStream bytes) throws FormatException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw fail("a string is not UTF-8");
    }
  }

  private void skipSpace() {
    while (at < text.length
        && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
      at++;
    }
  }
}
