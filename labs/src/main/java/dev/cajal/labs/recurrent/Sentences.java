package dev.cajal.labs.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Sentences about a journey in a year, all of one length, in two orders of words. */
final class Sentences {
  static final int LENGTH = 12;
  static final int YEARS = 20;
  private static final int FIRST_YEAR = 1995;
  private static final List<String> PLACES = List.of("Nepal", "India", "Peru", "Kenya");
  private static final List<String> FILLERS =
      List.of("well", "yes", "you", "know", "so", "then", "once", "really", "and", "again");
  private static final List<String> WORDS = words();

  private Sentences() {}

  /**
   * A sentence.
   *
   * @param words their numbers
   * @param position of the year, from 0
   * @param year its number
   */
  record Sentence(List<Integer> words, int position, int year) {
    Sentence {
      words = List.copyOf(words);
    }

    @Override
    public String toString() {
      return words.stream().map(WORDS::get).collect(Collectors.joining(" "));
    }
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>();
    for (int year = 0; year < YEARS; year++) {
      words.add(Integer.toString(FIRST_YEAR + year));
    }
    words.addAll(List.of("I", "went", "to", "in", ","));
    words.addAll(PLACES);
    words.addAll(FILLERS);
    return List.copyOf(words);
  }

  /** How many words there are. */
  static int vocabulary() {
    return WORDS.size();
  }

  static String year(int number) {
    return Integer.toString(FIRST_YEAR + number);
  }

  /** The most words that stand before a journey. */
  static int mostBefore(boolean yearFirst) {
    return LENGTH - (yearFirst ? 7 : 6);
  }

  /**
   * A sentence with random words around the journey.
   *
   * @param yearFirst "in 2009 , I went to Nepal" rather than "I went to Nepal in 2009"
   * @param before how many words stand before it
   */
  static Sentence of(boolean yearFirst, int before, SplittableRandom random) {
    int year = random.nextInt(YEARS);
    List<String> words = new ArrayList<>();
    while (words.size() < before) {
      words.add(FILLERS.get(random.nextInt(FILLERS.size())));
    }
    String place = PLACES.get(random.nextInt(PLACES.size()));
    words.addAll(
        yearFirst
            ? List.of("in", year(year), ",", "I", "went", "to", place)
            : List.of("I", "went", "to", place, "in", year(year)));
    while (words.size() < LENGTH) {
      words.add(FILLERS.get(random.nextInt(FILLERS.size())));
    }
    return new Sentence(
        words.stream().map(WORDS::indexOf).toList(), before + (yearFirst ? 1 : 5), year);
  }
}
