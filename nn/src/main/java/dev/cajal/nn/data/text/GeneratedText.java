package dev.cajal.nn.data.text;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Sentences of a small grammar of English, for models of characters when no text is at hand. Verbs
 * agree with their subjects, also over a relative clause that stands between them, so that a model
 * must remember for some thirty characters to be right:
 *
 * <pre>
 * the small dogs that the child sees sleep near the river.
 * </pre>
 */
public final class GeneratedText {
  private static final List<String> NOUNS =
      List.of("dog", "cat", "child", "teacher", "bird", "farmer", "horse", "sailor");
  private static final List<String> PLURALS =
      List.of("dogs", "cats", "children", "teachers", "birds", "farmers", "horses", "sailors");
  private static final List<String> ADJECTIVES =
      List.of("small", "old", "happy", "quiet", "brown", "clever");
  private static final List<String> VERBS = List.of("sleep", "sing", "wait", "dance", "rest");
  private static final List<String> ACTIONS = List.of("see", "follow", "like", "hear", "know");
  private static final List<String> PLACES =
      List.of("near the river", "in the garden", "under the bridge", "on the hill", "at night");

  private final SplittableRandom random;

  private GeneratedText(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Returns sentences, each on a line of its own.
   *
   * @param seed the same seed gives the same text
   * @param sentences how many
   */
  public static String of(long seed, int sentences) {
    GeneratedText writer = new GeneratedText(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      text.append(writer.sentence()).append('\n');
    }
    return text.toString();
  }

  private String sentence() {
    boolean many = random.nextBoolean();
    String subject = nounPhrase(many) + (chance(0.4) ? " " + relative(many) : "");
    String predicate =
        chance(0.5)
            ? agreeing(any(VERBS), many)
            : agreeing(any(ACTIONS), many) + " " + nounPhrase(random.nextBoolean());
    return subject + " " + predicate + (chance(0.5) ? " " + any(PLACES) : "") + ".";
  }

  private String relative(boolean many) {
    boolean others = random.nextBoolean();
    return chance(0.5)
        ? "that " + agreeing(any(ACTIONS), many) + " " + nounPhrase(others)
        : "that " + nounPhrase(others) + " " + agreeing(any(ACTIONS), others);
  }

  private String nounPhrase(boolean many) {
    String determiner = many ? (chance(0.5) ? "the" : "two") : (chance(0.5) ? "the" : "every");
    String adjective = chance(0.5) ? " " + any(ADJECTIVES) : "";
    return determiner + adjective + " " + any(many ? PLURALS : NOUNS);
  }

  private static String agreeing(String verb, boolean many) {
    return many ? verb : verb + "s";
  }

  private String any(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }
}
