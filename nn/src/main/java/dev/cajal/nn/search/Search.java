package dev.cajal.nn.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks for good hyper-parameters.
 *
 * <pre>{@code
 * SearchResult found =
 *     new Search(
 *             List.of(Dimension.parse("lr=1e-4..1e-1:log"), Dimension.parse("batch=16,64")),
 *             new Strategy.Random(10),
 *             3)
 *         .seed(1)
 *         .log(Path.of("search.jsonl"), "softmax on digits")
 *         .run((point, budget) -> score(point.number("lr"), point.whole("batch"), budget));
 * Point best = found.best().point();
 * }</pre>
 *
 * <p>With a log, every finished trial is a line of JSON that has reached the disk before the next
 * begins. A search that was killed goes on behind its last line when it is run again.
 */
public final class Search {
  private final List<Dimension> space;
  private final Strategy strategy;
  private final int budget;
  private final long seed;
  private final Optional<TrialLog> log;
  private final Consumer<Trial> listener;

  /**
   * Creates a search with seed 0 and no log.
   *
   * @param space the hyper-parameters, none twice
   * @param strategy how to choose among them
   * @param budget the most that is spent on a trial, such as epochs, at least 1
   */
  public Search(List<Dimension> space, Strategy strategy, int budget) {
    this(List.copyOf(space), strategy, budget, 0, Optional.empty(), trial -> {});
    Set<String> names = new HashSet<>();
    for (Dimension dimension : space) {
      if (!names.add(dimension.name())) {
        throw new IllegalArgumentException(dimension.name() + " is searched twice");
      }
    }
    if (space.isEmpty()) {
      throw new IllegalArgumentException("a search needs at least one hyper-parameter");
    }
    if (budget < 1) {
      throw new IllegalArgumentException("the budget must be at least 1, found " + budget);
    }
  }

  private Search(
      List<Dimension> space,
      Strategy strategy,
      int budget,
      long seed,
      Optional<TrialLog> log,
      Consumer<Trial> listener) {
    this.space = space;
    this.strategy = strategy;
    this.budget = budget;
    this.seed = seed;
    this.log = log;
    this.listener = listener;
  }

  /** Returns this search with another seed, which decides the points. */
  public Search seed(long value) {
    return new Search(space, strategy, budget, value, log, listener);
  }

  /**
   * Returns this search with a log, from which it goes on.
   *
   * @param file the log, made when it is not there
   * @param subject what is searched for, in a line: model, data and what else is fixed. A log of
   *     another subject is refused
   */
  public Search log(Path file, String subject) {
    return new Search(
        space, strategy, budget, seed, Optional.of(new TrialLog(file, subject)), listener);
  }

  /** Returns this search telling of each new trial. */
  public Search listener(Consumer<Trial> value) {
    return new Search(space, strategy, budget, seed, log, value);
  }

  /**
   * Returns how many trials there will be, those of the log included.
   *
   * @throws IllegalArgumentException if the space has no grid and one is asked for
   */
  public int trials() {
    int count = points().size();
    return rungs(count).stream().mapToInt(Rung::points).sum();
  }

  /**
   * Runs the trials that are not in the log.
   *
   * @throws IllegalArgumentException if the log belongs to another search
   * @throws IOException if scoring or the log fails; what was tried stays in the log
   */
  public SearchResult run(Scoring scoring) throws IOException {
    List<Point> points = points();
    List<Trial> done = log.isPresent() ? log.get().open(header()) : List.of();
    List<Trial> all = new ArrayList<>();
    List<Trial> survivors = new ArrayList<>();
    for (Rung rung : rungs(points.size())) {
      List<Trial> tried = new ArrayList<>();
      for (int i = 0; i < rung.points(); i++) {
        int number = rung.number() == 0 ? i + 1 : survivors.get(i).number();
        tried.add(trial(number, rung, points.get(number - 1), done, scoring));
      }
      all.addAll(tried);
      survivors = best(tried);
    }
    return new SearchResult(all);
  }

  private Trial trial(int number, Rung rung, Point point, List<Trial> done, Scoring scoring)
      throws IOException {
    for (Trial trial : done) {
      if (trial.number() == number
          && trial.rung() == rung.number()
          && trial.point().equals(point)) {
        return trial;
      }
    }
    long begin = System.nanoTime();
    double score = scoring.score(point, rung.budget());
    double seconds = (System.nanoTime() - begin) / 1e9;
    Trial trial = new Trial(number, rung.number(), rung.budget(), point, score, seconds);
    if (log.isPresent()) {
      log.get().append(trial);
    }
    listener.accept(trial);
    return trial;
  }

  private List<Point> points() {
    return switch (strategy) {
      case Strategy.Random random -> Points.random(space, random.trials(), seed);
      case Strategy.Grid grid -> Points.grid(space);
      case Strategy.SuccessiveHalving halving -> Points.random(space, halving.trials(), seed);
    };
  }

  /** How many points a round has, and what each may spend. */
  private record Rung(int number, int points, int budget) {}

  private List<Rung> rungs(int points) {
    if (!(strategy instanceof Strategy.SuccessiveHalving halving)) {
      return List.of(new Rung(0, points, budget));
    }
    int eta = halving.eta();
    int last = 0;
    for (long n = points / eta, b = budget / eta; n >= 1 && b >= 1; n /= eta, b /= eta) {
      last++;
    }
    List<Rung> rungs = new ArrayList<>();
    for (int k = 0; k <= last; k++) {
      double share = Math.pow(eta, k - (double) last);
      int left = (int) (points / Math.pow(eta, k));
      rungs.add(new Rung(k, left, (int) Math.max(1, Math.round(budget * share))));
    }
    return rungs;
  }

  private static List<Trial> best(List<Trial> trials) {
    List<Trial> sorted = new ArrayList<>(trials);
    sorted.sort(SearchResult.BEST_FIRST.thenComparing(Comparator.comparingInt(Trial::number)));
    return sorted;
  }

  private TrialLog.Header header() {
    return new TrialLog.Header(
        space.stream().map(Dimension::toString).toList(), strategy.toString(), seed, budget);
  }
}
