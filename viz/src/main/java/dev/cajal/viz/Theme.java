package dev.cajal.viz;

import java.util.HexFormat;

/** The two sets of colours that figures and reports are drawn in. */
public enum Theme {
  /** Dark ink on a white page. */
  LIGHT,
  /** Light ink on a dark page. */
  DARK;

  /** The colour of a role as {@code 0xRRGGBB}. */
  public int rgb(Ink ink) {
    return this == LIGHT ? ink.light() : ink.dark();
  }

  /**
   * The style sheet that figures need: one variable a role, switched by the reader's setting, and
   * the classes that marks use. Standalone SVG carries it; a page with inline figures has it once.
   */
  public static String css() {
    StringBuilder css = new StringBuilder(":root{color-scheme:light dark;");
    variables(LIGHT, css);
    css.append("}\n@media(prefers-color-scheme:dark){:root{");
    variables(DARK, css);
    css.append("}}\n");
    for (Ink ink : Ink.values()) {
      String name = ink.css();
      css.append(".f-").append(name).append("{fill:var(--").append(name).append(")}");
      css.append(".s-").append(name).append("{stroke:var(--").append(name).append(")}\n");
    }
    return css.append("svg text{font-family:system-ui,sans-serif;")
        .append("font-variant-numeric:tabular-nums}\n")
        .append("svg image{image-rendering:pixelated}\n")
        .toString();
  }

  private static void variables(Theme theme, StringBuilder css) {
    HexFormat hex = HexFormat.of();
    for (Ink ink : Ink.values()) {
      css.append("--").append(ink.css()).append(":#");
      css.append(hex.toHexDigits(theme.rgb(ink), 6)).append(';');
    }
  }
}
