package dev.cajal.nn.json;

import dev.cajal.nn.data.format.FormatException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON of objects, strings, numbers and arrays of numbers, token by token as the caller
 * expects them. Nothing else is accepted, so there is no recursion and no depth to limit.
 */
public final class JsonReader {
  private static final int MAX_DIGITS = 19;

  private final String file;
  private final long start;
  private final String place;
  private final byte[] text;
  private int at;

  /**
   * Creates a reader.
   *
   * @param file for error messages
   * @param start where in the file the text begins
   * @param place what the text is, for error messages, such as "in the header"
   */
  public JsonReader(String file, long start, String place, byte[] text) {
    this.file = file;
    this.start = start;
    this.place = place;
    this.text = text;
  }

  /** Returns an error at the present position. */
  public FormatException fail(String reason) {
    return new FormatException(file, start + at, reason);
  }

  private FormatException misread(String reason) {
    return fail(reason + ' ' + place);
  }

  /** Returns whether the next token is the given one. */
  public boolean at(char token) {
    skipSpace();
    return at < text.length && text[at] == token;
  }

  /** Returns whether the next token is the given one, and skips it if so. */
  public boolean skip(char token) {
    if (at(token)) {
      at++;
      return true;
    }
    return false;
  }

  /** Skips the given token, which must be next. */
  public void expect(char token) throws FormatException {
    if (!skip(token)) {
      throw misread("expected '" + token + "'");
    }
  }

  /** Checks that nothing follows. */
  public void expectEnd() throws FormatException {
    skipSpace();
    if (at < text.length) {
      throw misread("more than one value stands");
    }
  }

  /** Says whether another item follows in an object or array that ends with the given token. */
  public boolean another(boolean first, char end) throws FormatException {
    if (skip(end)) {
      return false;
    }
    if (!first) {
      expect(',');
    }
    return true;
  }

  /** Reads the name of a member of an object and the colon behind it. */
  public String key() throws FormatException {
    String key = string();
    expect(':');
    return key;
  }

  /** Reads a string. */
  public String string() throws FormatException {
    expect('"');
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (true) {
      int c = next();
      if (c == '"') {
        return decoded(bytes);
      }
      if (c < 0x20) {
        throw misread("a control character stands in a string");
      }
      if (c == '\\') {
        escape(bytes);
      } else {
        bytes.write(c);
      }
    }
  }

  /** Reads a whole number that is not negative. */
  public long number() throws FormatException {
    skipSpace();
    int first = at;
    long value = 0;
    while (at < text.length && text[at] >= '0' && text[at] <= '9') {
      if (at - first >= MAX_DIGITS) {
        throw misread("a number in the header is too large");
      }
      value = value * 10 + (text[at] - '0');
      at++;
    }
    if (at == first || value < 0 || (text[first] == '0' && at - first > 1)) {
      throw misread("expected a whole number");
    }
    return value;
  }

  /** Reads a number: a Long if it is whole and fits one, else a Double. */
  public Number signed() throws FormatException {
    skipSpace();
    int first = at;
    while (at < text.length && "+-.eE0123456789".indexOf(text[at]) >= 0) {
      at++;
    }
    String number = new String(text, first, at - first, StandardCharsets.US_ASCII);
    try {
      return number.matches("-?[0-9]+") ? (Number) Long.valueOf(number) : Double.valueOf(number);
    } catch (NumberFormatException e) {
      throw misread("expected a number");
    }
  }

  private int next() throws FormatException {
    if (at == text.length) {
      throw misread("a string has no end");
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
      default -> throw misread("an unknown escape stands in a string");
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
    throw misread("half of a surrogate pair stands in a string");
  }

  private char unit() throws FormatException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw misread("an escape in a string is not hexadecimal");
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
      throw misread("a string is not UTF-8");
    }
  }

  private void skipSpace() {
    while (at < text.length
        && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
      at++;
    }
  }
}
