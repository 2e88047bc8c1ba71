package dev.cajal.nn.json;

/** Writes JSON. */
public final class JsonText {
  private JsonText() {}

  /** Appends a string in quotes, with escapes where they are needed. */
  public static StringBuilder quote(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20) {
        text.append("\\u00").append(c < 0x10 ? "0" : "1").append("0123456789abcdef".charAt(c & 15));
      } else {
        text.append(c);
      }
    }
    return text.append('"');
  }
}
