package dev.cajal.zoo;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The codes of classes: ±1 for the pixels of a picture of 7×12, stylised digits as in LeCun et al.
 * 1998, figure 3. Classes beyond the digits have random codes.
 */
final class DigitCodes {
  /** The pixels of a picture. */
  static final int SIZE = 7 * 12;

  /** Twelve rows of seven from the top; '#' is +1. */
  private static final List<String> DIGITS =
      List.of(
          "..###...#...#.#.....##.....##.....##.....##.....##.....##.....#.#...#...###.........",
          "...#.....##....#.#......#......#......#......#......#......#......#....#####........",
          "..###...#...#.#.....#......#.....#.....#.....#.....#.....#.....#......#######.......",
          ".#####.#.....#......#.....#...###.......#.......#......#......##.....#.#####........",
          "....#.....##....#.#...#..#..#...#..#...#..#######....#......#......#......#.........",
          "########......#......#......#####.......#.......#......#......##....#..####.........",
          "..####..#.....#......#......#.###..##...#.#.....##.....##.....#.#...#...###.........",
          "#######......#.....#.....#......#.....#......#......#.....#......#......#...........",
          "..###...#...#.#.....#.#...#...###...#...#.#.....##.....##.....#.#...#...###.........",
          "..###...#...#.#.....##.....##.....#.#...##..###.#......#......#.....#..####.........");

  private DigitCodes() {}

  /** Returns the codes of classes, row by row. */
  static double[] of(int classes) {
    double[] codes = new double[classes * SIZE];
    for (int c = 0; c < classes; c++) {
      SplittableRandom random = new SplittableRandom(c);
      for (int i = 0; i < SIZE; i++) {
        boolean set = c < DIGITS.size() ? DIGITS.get(c).charAt(i) == '#' : random.nextBoolean();
        codes[c * SIZE + i] = set ? 1 : -1;
      }
    }
    return codes;
  }
}
