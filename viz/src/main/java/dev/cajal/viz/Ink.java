package dev.cajal.viz;

import java.util.Locale;

/**
 * What a colour is for. A figure names roles only; {@link Theme} decides the colour of each.
 *
 * <p>The series inks keep their distance for readers with protanopia and deuteranopia and reach a
 * contrast of 3:1 with the page, text inks 4.5:1 (tested). The ten inks of classes are as far from
 * the page but nearer to each other: a chart that uses them writes the names beside them as well.
 */
public enum Ink {
  /** The page behind everything. */
  PAGE(0xffffff, 0x14181d),
  /** A raised area on the page. */
  PANEL(0xf4f6f8, 0x1d232a),
  /** Text that carries the message. */
  TEXT(0x1c2128, 0xe8ebef),
  /** Text that explains: ticks, captions, units. */
  MUTED(0x57606a, 0xa3adb8),
  /** Lines that guide the eye. */
  GRID(0xe3e7eb, 0x2d353e),
  /** Frames, axes and arrows. */
  AXIS(0x8a949f, 0x6b7681),
  /** First series, and what is right. */
  BLUE(0x0a66ad, 0x5aaef0),
  /** Second series, and what is wrong. */
  ORANGE(0xc4500c, 0xf7a15a),
  /** Third series. */
  GREEN(0x3c9c74, 0x35a683),
  /** Fourth series. */
  PURPLE(0x581a58, 0xa855f7),
  /** Fifth class. */
  GOLD(0xe77500, 0xf9c72d),
  /** Sixth class. */
  PINK(0xd219c6, 0xeb70b7),
  /** Seventh class. */
  TEAL(0x539b96, 0x58c0dd),
  /** Eighth class. */
  BROWN(0x4c3000, 0xb34c00),
  /** Ninth class. */
  SLATE(0x697599, 0xcbe6f2),
  /** Tenth class. */
  INDIGO(0x36005d, 0xc1e7bd),
  /** Text on a strongly coloured area. */
  ON_COLOUR(0xffffff, 0x10141a);

  private final int light;
  private final int dark;

  Ink(int light, int dark) {
    this.light = light;
    this.dark = dark;
  }

  int light() {
    return light;
  }

  int dark() {
    return dark;
  }

  /** The name of this ink in style sheets, such as {@code on-colour}. */
  String css() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The ink of the n-th series of a chart.
   *
   * @param index from 0; the four series inks repeat
   */
  public static Ink series(int index) {
    return switch (Math.floorMod(index, 4)) {
      case 0 -> BLUE;
      case 1 -> ORANGE;
      case 2 -> GREEN;
      default -> PURPLE;
    };
  }

  /**
   * The ink of the n-th class of a chart that names its classes beside their marks.
   *
   * @param index from 0; the ten inks repeat
   */
  public static Ink ofClass(int index) {
    return switch (Math.floorMod(index, 10)) {
      case 4 -> GOLD;
      case 5 -> PINK;
      case 6 -> TEAL;
      case 7 -> BROWN;
      case 8 -> SLATE;
      case 9 -> INDIGO;
      default -> series(Math.floorMod(index, 10));
    };
  }
}
