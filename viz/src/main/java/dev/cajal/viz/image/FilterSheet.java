package dev.cajal.viz.image;

import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * All filters of a convolution on one sheet, a tile each.
 *
 * <p>Filters that read three channels are shown as the RGB pattern they answer to (mid grey is
 * zero). Filters of one channel are shown in {@link Diverging} colours, filters of more channels as
 * a column of tiles, one a channel. The largest magnitude of the sheet has the strongest colour, so
 * filters can be compared with each other. Large banks are cut to the first filters and channels;
 * {@link #caption} says so.
 *
 * @param bank the weights
 */
public record FilterSheet(FilterBank bank) {
  private static final int MOST_FILTERS = 96;
  private static final int MOST_IN_ROW = 16;
  private static final int MOST_COLUMNS = 32;
  private static final int MOST_CHANNELS = 16;
  private static final int SHEET_WIDTH = 640;
  private static final int GAP_COLOUR = 0x9aa4af;

  /** The sheet, enlarged so that single weights can be seen. */
  public Picture picture() {
    int columns = columns();
    int rows = isMatrix() ? Math.min(bank.in(), MOST_CHANNELS) : -Math.floorDiv(-tiles(), columns);
    int factor = Math.clamp(SHEET_WIDTH / (columns * (bank.width() + 1)), 2, 12);
    int gap = factor > 4 ? 2 : 1;
    int tileWidth = bank.width() * factor + gap;
    int tileHeight = bank.height() * factor + gap;
    int width = columns * tileWidth + gap;
    int height = rows * tileHeight + gap;
    int[] pixels = new int[Math.multiplyExact(width, height)];
    Arrays.fill(pixels, GAP_COLOUR);
    for (int tile = 0; tile < (isMatrix() ? rows * columns : tiles()); tile++) {
      int left = tile % columns * tileWidth + gap;
      int top = tile / columns * tileHeight + gap;
      for (int y = 0; y < bank.height() * factor; y++) {
        for (int x = 0; x < bank.width() * factor; x++) {
          pixels[(top + y) * width + left + x] = rgb(tile, columns, y / factor, x / factor);
        }
      }
    }
    return Picture.of(width, height, pixels);
  }

  /** What the sheet shows, and how much of the bank. */
  public String caption() {
    String shown =
        isMatrix()
            ? "a column is a filter, a row a channel; blue is negative, orange positive"
                + cut(bank.out(), MOST_COLUMNS, "filters")
                + cut(bank.in(), MOST_CHANNELS, "channels")
            : (bank.in() == 3
                    ? "RGB, grey is zero"
                    : "blue is negative, white zero, orange positive")
                + cut(bank.out(), MOST_FILTERS, "filters");
    return "%d × %d × %d × %d; %s; strongest colour: ±%s"
        .formatted(
            bank.out(),
            bank.in(),
            bank.height(),
            bank.width(),
            shown,
            Numbers.significant(bank.extreme()));
  }

  private static String cut(int all, int most, String what) {
    return all > most ? "; first " + most + " of " + all + " " + what : "";
  }

  private int rgb(int tile, int columns, int y, int x) {
    double scale = bank.extreme() == 0 ? 1 : bank.extreme();
    if (bank.in() == 3) {
      int rgb = 0;
      for (int channel = 0; channel < 3; channel++) {
        double share = 0.5 + 0.5 * bank.weight(tile, channel, y, x) / scale;
        rgb = rgb << 8 | Math.clamp(Math.round(255 * share), 0, 255);
      }
      return rgb;
    }
    int filter = isMatrix() ? tile % columns : tile;
    int channel = isMatrix() ? tile / columns : 0;
    return Diverging.rgb(bank.weight(filter, channel, y, x) / scale);
  }

  private boolean isMatrix() {
    return bank.in() != 3 && bank.in() != 1;
  }

  private int tiles() {
    return Math.min(bank.out(), MOST_FILTERS);
  }

  private int columns() {
    if (isMatrix()) {
      return Math.min(bank.out(), MOST_COLUMNS);
    }
    int wide = tiles() <= 8 ? tiles() : (int) Math.ceil(Math.sqrt(2.0 * tiles()));
    // A little wider if that fills the last row.
    return IntStream.rangeClosed(wide, MOST_IN_ROW)
        .filter(n -> tiles() % n == 0)
        .findFirst()
        .orElse(wide);
  }
}
