package dev.cajal.nn.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Counts how often test samples are used, across runs and programs.
 *
 * <p>A test result is an honest estimate as long as nothing was chosen by it. Of many models the
 * one with the best test result owes part of it to luck, so the second look at the same samples
 * already deserves a warning.
 *
 * <pre>{@code
 * TestUse use = TestGuard.in(folder).use(data.test(), "lenet5, seed 1");
 * use.warning().ifPresent(System.out::println);
 * }</pre>
 *
 * <p>Samples are recognised by their content, not by their name: size, shape, classes, all labels
 * and some of the values. The folder holds a text file for each set with a line for each use; to
 * delete the file is to forget.
 *
 * <p>Source: Dwork et al., <i>The reusable holdout</i>, 2015, on what reuse costs.
 */
public final class TestGuard {
  private static final int READ = 256;
  private static final int DIGITS = 16;
  private static final String TAB = "\t";

  private final Path folder;

  private TestGuard(Path folder) {
    this.folder = folder;
  }

  /** Returns the guard that keeps its counts in a folder, which it makes. */
  public static TestGuard in(Path folder) {
    return new TestGuard(folder);
  }

  /**
   * Notes that test samples are used to judge a model.
   *
   * @param test the test samples
   * @param model what tells the model from others, such as a checksum of its weights
   * @return how often the samples have been used, this time included
   * @throws IOException if the count cannot be written
   */
  public TestUse use(Dataset test, String model) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(fingerprint(test) + ".tsv");
    String line = Instant.now() + TAB + oneLine(model) + TAB + oneLine(test.description()) + "\n";
    // Short appended lines stay whole when several programs write at once.
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    List<String> uses = new ArrayList<>();
    Set<String> models = new HashSet<>();
    for (String use : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      String[] cells = use.split(TAB, -1);
      if (cells.length == 3) {
        uses.add(use);
        models.add(cells[1]);
      }
    }
    return new TestUse(test.description(), uses.size(), models.size());
  }

  private static String fingerprint(Dataset data) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    String kind = data.size() + " of " + data.shape() + " in " + data.classes();
    digest.update(kind.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < data.size(); i++) {
      add(digest, data.label(i));
    }
    float[] sample = new float[Math.toIntExact(data.shape().count())];
    int count = Math.min(READ, data.size());
    for (int i = 0; i < count; i++) {
      data.read((int) ((long) i * data.size() / count), sample, 0);
      for (float value : sample) {
        add(digest, Float.floatToIntBits(value));
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private static void add(MessageDigest digest, int word) {
    digest.update((byte) (word >>> 24));
    digest.update((byte) (word >>> 16));
    digest.update((byte) (word >>> 8));
    digest.update((byte) word);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
