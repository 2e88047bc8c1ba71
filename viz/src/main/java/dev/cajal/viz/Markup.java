package dev.cajal.viz;

/** Text made safe for SVG and HTML, in element content as well as in quoted attributes. */
public final class Markup {
  private Markup() {}

  /**
   * Replaces the five characters with a meaning in markup by references, and characters that XML
   * does not allow (controls, lone surrogates) by U+FFFD.
   */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(allowed(c) ? c : 0xfffd);
          }
        });
    return out.toString();
  }

  private static boolean allowed(int c) {
    if (c < 0x20) {
      return c == '\t' || c == '\n' || c == '\r';
    }
    return (c < 0x7f || c > 0x9f) && (c < 0xd800 || c > 0xdfff) && (c & 0xfffe) != 0xfffe;
  }
}
