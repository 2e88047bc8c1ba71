package dev.cajal.cli.docs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comment of a type as Markdown, without its tags. */
final class JavadocText {
  private static final Pattern COMMENT =
      Pattern.compile("(?s)/\\*\\*(.*?)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*public ");
  private static final Pattern PARAGRAPH = Pattern.compile("\n\\s*\n");
  private static final Pattern BLOCK = Pattern.compile("(?s)<pre>(?:\\{@code)?(.*?)\\}?</pre>");

  private JavadocText() {}

  /** Returns the comment of the public type of a source file. */
  static String of(String source) {
    Matcher comment = COMMENT.matcher(source);
    if (!comment.find()) {
      throw new IllegalArgumentException("no comment before a public type");
    }
    String text = comment.group(1).replaceAll("(?m)^\\s*\\* ?", "").strip();
    int tags = text.indexOf("\n@");
    text = tags >= 0 ? text.substring(0, tags) : text;
    StringBuilder markdown = new StringBuilder();
    Matcher block = BLOCK.matcher(text);
    int from = 0;
    while (block.find()) {
      markdown.append(prose(text.substring(from, block.start())));
      markdown.append("\n```\n").append(plain(block.group(1)).strip()).append("\n```\n");
      from = block.end();
    }
    String whole = markdown.append(prose(text.substring(from))).toString();
    return whole.replaceAll("\n{3,}", "\n\n").strip();
  }

  private static String prose(String text) {
    String marked =
        text.replaceAll("\\{@(?:link|code)\\s+([^}]*)\\}", "`$1`")
            .replaceAll("`[\\w.]*#(\\w+)`", "`$1`")
            .replaceAll("`dev\\.cajal[\\w.]*\\.(\\w+)`", "`$1`")
            .replaceAll("</?(?:i|em)>", "*")
            .replaceAll("<p>", "\n\n")
            .replaceAll("\\s*<li>", "\n- ")
            .replaceAll("</?[uo]l>\\s*", "\n\n")
            .replaceAll("</\\w+>", "");
    StringBuilder lines = new StringBuilder();
    for (String paragraph : PARAGRAPH.split(marked, -1)) {
      String joined = paragraph.strip().replaceAll("\\s*\n(?!- )\\s*", " ");
      lines.append(joined.isEmpty() ? "" : "\n" + plain(joined) + "\n");
    }
    return lines.toString();
  }

  private static String plain(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
