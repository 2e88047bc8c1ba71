package dev.cajal.labs.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Text of a small grammar: words, and brackets of two kinds with words and brackets within, closed
 * in the order in which they must be. To close the right one, a reader must remember which is open.
 */
final class BracketText {
  static final int DEEPEST = 3;
  private static final List<String> WORDS =
      List.of("axon", "soma", "spike", "synapse", "dendrite", "cell", "nerve", "glia");

  private final SplittableRandom random;
  private final StringBuilder text = new StringBuilder();

  private BracketText(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Returns at least so many characters, in whole sentences. */
  static String of(int characters, long seed) {
    BracketText text = new BracketText(seed);
    while (text.text.length() < characters) {
      text.phrase(0);
      text.text.append(". ");
    }
    return text.text.toString();
  }

  private void phrase(int depth) {
    int parts = 1 + random.nextInt(3);
    for (int i = 0; i < parts; i++) {
      text.append(i == 0 ? "" : " ");
      if (depth < DEEPEST && random.nextDouble() < 0.35) {
        boolean round = random.nextBoolean();
        text.append(round ? '(' : '[');
        phrase(depth + 1);
        text.append(round ? ')' : ']');
      } else {
        text.append(WORDS.get(random.nextInt(WORDS.size())));
      }
    }
  }

  /** How many brackets are open after each character. */
  static double[] depths(String text) {
    double[] depths = new double[text.length()];
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      depths[i] = depth;
    }
    return depths;
  }

  /** After each character 1 if the innermost open bracket is round, −1 if square, 0 if none is. */
  static double[] innermost(String text) {
    double[] kinds = new double[text.length()];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[') {
        open.add(c == '(' ? 1 : -1);
      } else if (c == ')' || c == ']') {
        open.removeLast();
      }
      kinds[i] = open.isEmpty() ? 0 : open.getLast();
    }
    return kinds;
  }

  /** For each closing bracket how many characters ago its partner opened, else 0. */
  static int[] distances(String text) {
    int[] distances = new int[text.length()];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[') {
        open.add(i);
      } else if (c == ')' || c == ']') {
        distances[i] = i - open.removeLast();
      }
    }
    return distances;
  }

  /** Position of each character within its word, from 1; 0 elsewhere. */
  static double[] withinWord(String text) {
    double[] places = new double[text.length()];
    for (int i = 0; i < text.length(); i++) {
      boolean letter = Character.isLetter(text.charAt(i));
      places[i] = letter ? (i == 0 ? 0 : places[i - 1]) + 1 : 0;
    }
    return Arrays.copyOf(places, places.length);
  }
}
