package dev.cajal.cli;

import static dev.cajal.cli.CommandRun.cajal;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folds, preprocessing, the count of test uses and the search, as a user types them. */
class DisciplineTest {
  @TempDir static Path folder;

  @BeforeAll
  static void writeDigits() throws IOException {
    TinyDigits.write(Files.createDirectory(folder.resolve("digits")), 10);
  }

  @Test
  void preprocessingIsSavedWithTheRunAndAppliedByEvaluate() throws IOException {
    for (String kind : new String[] {"min-max-features", "mean-image"}) {
      Path run = folder.resolve(kind);
      CommandRun trained = train(run, "--preprocess", kind, "--epochs", "1", "--json");
      assertThat(trained.status()).as(trained.err()).isZero();
      assertThat(Files.readString(run.resolve("model.json")))
          .contains("\"preprocess\" : \"" + kind + "\"", "--preprocess " + kind);
      CommandRun evaluated = cajal("evaluate", run.toString(), "--json");
      assertThat(field(evaluated.out(), "test_accuracy"))
          .isEqualTo(field(trained.out(), "test_accuracy"));
      assertThat(field(evaluated.out(), "test_loss")).isEqualTo(field(trained.out(), "test_loss"));
      assertThat(cajal("train", "--resume", run.toString()).status()).isZero();
    }
    assertOneLine(
        "no preprocessing is called 'whiten'; there are none, mean, mean-image, standardize",
        "train",
        "softmax",
        "--preprocess",
        "whiten");
  }

  @Test
  void preprocessingIsFittedWithoutTheValidationSamples() throws IOException {
    Path all = folder.resolve("all");
    Path part = folder.resolve("part");
    train(all, "--epochs", "1");
    train(part, "--epochs", "1", "--validation", "0.5");
    assertThat(mean(all)).isNotEqualTo(mean(part));
  }

  @Test
  void foldsAreRunsOfTheirOwnAndGoOnWhereTheyWereKilled() throws IOException {
    Path out = folder.resolve("folds");
    CommandRun whole = train(out, "--epochs", "1", "--folds", "3");
    assertThat(whole.status()).as(whole.err()).isZero();
    assertThat(whole.out())
        .contains("held-out accuracy", "fold 2/3 of the training samples is held out")
        .contains("mean", "deviation", "the test samples were not used")
        .doesNotContain("test accuracy");
    List<String> results = Files.readAllLines(out.resolve("folds.csv"));
    assertThat(results).hasSize(4);
    Files.write(out.resolve("folds.csv"), results.subList(0, 2));
    CommandRun again = train(out, "--epochs", "1", "--folds", "3");
    assertThat(again.out()).doesNotContain("fold-1").contains("goes on: " + out.resolve("fold-2"));
    assertThat(Files.readAllLines(out.resolve("folds.csv"))).isEqualTo(results);
    CommandRun other = train(out, "--epochs", "2", "--folds", "3");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("fold-1 holds a run of other settings");
    assertThat(train(folder.resolve("x"), "--folds", "1").err())
        .contains("--folds must be at least 2, found 1");
    CommandRun many = train(folder.resolve("x"), "--folds", "5000");
    assertThat(many.err().lines()).hasSize(1);
    assertThat(many.err()).contains("too few for one in each of 5000 folds");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void theSecondUseOfTheTestSamplesIsRemarked() {
    Path run = folder.resolve("guarded");
    CommandRun trained = train(run, "--epochs", "1", "--json");
    int before = Integer.parseInt(field(trained.out(), "test_uses"));
    CommandRun evaluated = cajal("evaluate", run.toString());
    Matcher note =
        Pattern.compile("digits test images have now been used ([0-9]+) times, for [0-9]+ model")
            .matcher(evaluated.out());
    assertThat(note.find()).as(evaluated.out()).isTrue();
    assertThat(Integer.parseInt(note.group(1))).isGreaterThan(before);
    assertThat(evaluated.out())
        .contains("choose by validation samples or folds, and test once, at the end");
  }

  @Test
  void aSearchRanksTrialsOnValidationSamplesAndGoesOn() throws IOException {
    Path out = folder.resolve("search");
    String[] search = {
      "search",
      "softmax",
      "--data",
      data(),
      "--epochs",
      "1",
      "--out",
      out.toString(),
      "--try",
      "lr=1e-4..1e-1:log",
      "--try",
      "batch=10,20",
      "--trials",
      "3"
    };
    CommandRun found = cajal(search);
    assertThat(found.status()).as(found.err()).isZero();
    assertThat(found.out())
        .contains("trial 3 of 3", "best  lr=", "the test samples were not used")
        .doesNotContain("test accuracy");
    assertThat(Files.readAllLines(out.resolve("search.jsonl"))).hasSize(4);
    CommandRun again = cajal(search);
    assertThat(again.out()).doesNotContain("trial 1 of 3").contains(last(found.out(), "best  "));
    CommandRun more = cajal(with(search, "--trials", "4"));
    assertThat(more.out()).doesNotContain("trial 3 of").contains("trial 4 of 4");
    CommandRun other = cajal(with(search, "--seed", "2"));
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err().lines()).hasSize(1);
    assertThat(other.err()).contains("search.jsonl is the log of another search: subject was ");
  }

  @Test
  void theCommandOfTheBestTrialRepeatsIt() throws IOException {
    CommandRun found =
        cajal(
            "search",
            "softmax",
            "--data",
            data(),
            "--epochs",
            "2",
            "--validation",
            "0.25",
            "--out",
            folder.resolve("grid").toString(),
            "--strategy",
            "grid",
            "--json",
            "--try",
            "lr=1e-3,1e-2",
            "--try",
            "preprocess=none,standardize");
    assertThat(found.status()).as(found.err()).isZero();
    assertThat(found.out().lines().filter(line -> line.contains("\"event\":\"trial\""))).hasSize(4);
    String done = found.out().lines().toList().getLast();
    List<String> command = new ArrayList<>(List.of(field(done, "command").split(" ")));
    assertThat(command).startsWith("./cajal", "train", "softmax");
    Path run = folder.resolve("best");
    command.addAll(List.of("--out", run.toString(), "--json"));
    CommandRun trained = cajal(command.subList(1, command.size()).toArray(String[]::new));
    assertThat(trained.status()).as(trained.err()).isZero();
    double best =
        trained
            .out()
            .lines()
            .filter(line -> line.contains("\"event\":\"epoch\""))
            .mapToDouble(line -> Double.parseDouble(field(line, "validation_accuracy")))
            .max()
            .orElseThrow();
    assertThat(best).isEqualTo(Double.parseDouble(field(done, "validation_accuracy")));
  }

  @Test
  void halvingGivesMoreEpochsToTheBest() {
    CommandRun found =
        cajal(
            "search",
            "softmax",
            "--data",
            data(),
            "--epochs",
            "2",
            "--out",
            folder.resolve("halving").toString(),
            "--strategy",
            "halving",
            "--eta",
            "2",
            "--trials",
            "4",
            "--try",
            "lr=1e-4..1e-1:log");
    assertThat(found.status()).as(found.err()).isZero();
    assertThat(found.out()).contains("6 trials in all", "(round 2)");
    assertThat(last(found.out(), "train it: ")).contains("--epochs 2", "--validation 0.1");
  }

  @Test
  void whatCannotBeSearchedIsOneLine() {
    assertOneLine(
        "'lrr' is no setting that can be searched; the nearest are lr, ",
        "search",
        "softmax",
        "--try",
        "lrr=1..2");
    assertOneLine("'lr' names no values; write batch=32", "search", "softmax", "--try", "lr");
    assertOneLine(
        "lr is both fixed by --lr and searched by --try",
        "search",
        "softmax",
        "--lr",
        "1",
        "--try",
        "lr=1,2");
    assertOneLine(
        "no optimizer is called 'adm'", "search", "softmax", "--try", "optimizer=adam,adm");
    assertOneLine("--batch", "search", "softmax", "--try", "batch=many");
    assertOneLine(
        "a grid needs to know how many values of lr to try",
        "search",
        "softmax",
        "--data",
        data(),
        "--strategy",
        "grid",
        "--try",
        "lr=1..2");
    assertOneLine(
        "no strategy is called 'bayes'; there are random, grid, halving",
        "search",
        "softmax",
        "--data",
        data(),
        "--strategy",
        "bayes",
        "--try",
        "lr=1..2");
    assertOneLine("no network is called 'sofmax'", "search", "sofmax", "--try", "lr=1..2");
  }

  private static CommandRun train(Path out, String... more) {
    List<String> args = new ArrayList<>(List.of("train", "softmax", "--data", data()));
    args.addAll(List.of("--batch", "20", "--out", out.toString()));
    args.addAll(Arrays.asList(more));
    return cajal(args.toArray(String[]::new));
  }

  private static void assertOneLine(String part, String... args) {
    CommandRun outcome = cajal(args);
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err().lines().filter(line -> !line.startsWith("WARNING"))).hasSize(1);
    assertThat(outcome.err()).startsWith("cajal: ").contains(part);
  }

  /** Returns the arguments with another value of an option, which may be new. */
  private static String[] with(String[] args, String option, String value) {
    List<String> changed = new ArrayList<>(Arrays.asList(args));
    int at = changed.indexOf(option);
    if (at < 0) {
      changed.addAll(List.of(option, value));
    } else {
      changed.set(at + 1, value);
    }
    return changed.toArray(String[]::new);
  }

  private static String last(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).reduce("", (a, b) -> b);
  }

  /** Returns the last value of a field in lines of JSON. */
  private static String field(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(json);
    String value = "";
    while (found.find()) {
      value = found.group(1);
    }
    return value;
  }

  private static String mean(Path run) throws IOException {
    Matcher found =
        Pattern.compile("\"mean\" : \\[[^]]*]")
            .matcher(Files.readString(run.resolve("model.json")));
    assertThat(found.find()).isTrue();
    return found.group();
  }

  private static String data() {
    return folder.resolve("digits").toString();
  }
}
