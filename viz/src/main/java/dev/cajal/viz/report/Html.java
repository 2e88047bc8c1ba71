package dev.cajal.viz.report;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Markup;

/** Writes HTML that is also well-formed XML. Everything but figures is escaped. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Opens an element; attributes come as name, value, name, value. */
  Html open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(Markup.escape(attributes[i + 1])).append('"');
    }
    out.append('>');
    return this;
  }

  Html close(String tag) {
    out.append("</").append(tag).append(">\n");
    return this;
  }

  /** An element that holds text only. */
  Html text(String tag, String text, String... attributes) {
    open(tag, attributes);
    out.append(Markup.escape(text));
    return close(tag);
  }

  /** An element without content. */
  Html empty(String tag, String... attributes) {
    open(tag, attributes);
    out.insert(out.length() - 1, '/');
    out.append('\n');
    return this;
  }

  /** A drawing that scrolls sideways where the page is too narrow for it. */
  Html figure(Figure figure) {
    open("figure", "class", "drawn");
    inline(figure);
    return close("figure");
  }

  Html inline(Figure figure) {
    out.append(figure.svgElement());
    return this;
  }

  /** Text that must stay as it is: the document type and the style sheet. */
  Html verbatim(String trusted) {
    out.append(trusted);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
