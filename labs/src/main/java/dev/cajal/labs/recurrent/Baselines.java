package dev.cajal.labs.recurrent;

/** What counting alone knows of a text, in bits a character; unseen pairs count as one. */
final class Baselines {
  private final int characters;
  private final double[] single;
  private final double[][] pairs;

  Baselines(int[] text, int characters) {
    this.characters = characters;
    single = new double[characters];
    pairs = new double[characters][characters];
    for (int i = 0; i < text.length; i++) {
      single[text[i]]++;
      if (i > 0) {
        pairs[text[i - 1]][text[i]]++;
      }
    }
  }

  /** Bits a character if only frequencies are known. */
  double unigram(int[] text) {
    double sum = 0;
    for (int i = 1; i < text.length; i++) {
      sum -= share(single, text[i]);
    }
    return sum / (text.length - 1);
  }

  /** Bits a character if the last character is known. */
  double bigram(int[] text) {
    double sum = 0;
    for (int i = 1; i < text.length; i++) {
      sum -= share(pairs[text[i - 1]], text[i]);
    }
    return sum / (text.length - 1);
  }

  /** The binary logarithm of a share. */
  private double share(double[] counts, int character) {
    double all = characters;
    for (double count : counts) {
      all += count;
    }
    return Math.log((counts[character] + 1) / all) / Math.log(2);
  }
}
