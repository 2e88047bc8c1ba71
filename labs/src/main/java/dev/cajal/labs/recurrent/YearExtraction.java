package dev.cajal.labs.recurrent;

import static dev.cajal.nn.Activation.relu;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.labs.drawing.Drawings;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.labs.recurrent.Sentences.Sentence;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.recurrent.LastStep;
import dev.cajal.nn.recurrent.Lstm;
import dev.cajal.nn.recurrent.Rnn;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.graph.RecurrentFigure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which year a journey was in, wherever in the sentence the year stands. */
final class YearExtraction {
  static final Lab LAB =
      new Lab(
          "year-extraction",
          Lecture.LOOKING_INSIDE,
          List.of("C12", "E6"),
          "A feed-forward net has parameters of its own for each place in a sentence and must learn"
              + " to read at each; a recurrent net with gates shares them over time, and reads a"
              + " year at places where it never saw one.",
          YearExtraction::run);

  private static final int BATCH = 32;
  private static final int HIDDEN = 32;

  /** How many words stand before the journey in training. */
  private static final List<Integer> TRAINED_BEFORE = List.of(0, 3, 6);

  private YearExtraction() {}

  private static void run(Notebook notebook) {
    Set<Integer> trained = trainedPositions();
    notebook.text(
        "Sentences of %d words tell of a journey, as “I went to Nepal in 2009” or “in 2009, I went"
                .formatted(Sentences.LENGTH)
            + " to Nepal”, with chance words before and behind; which of %d years was it? In"
                .formatted(Sentences.YEARS)
            + " training the year stands at the places "
            + places(trained)
            + " only. All three nets know words as one-hot vectors.");
    Map<String, Module> nets = new LinkedHashMap<>();
    int words = Sentences.vocabulary();
    nets.put(
        "feed-forward",
        new Sequential(
            Practice.oneHot(words),
            new Flatten(),
            new Linear(HIDDEN),
            relu(),
            new Linear(Sentences.YEARS)));
    nets.put("plain recurrent", recurrent(new Rnn(HIDDEN)));
    nets.put("LSTM", recurrent(new Lstm(HIDDEN)));
    List<Series> curves = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    Map<String, double[]> results = new LinkedHashMap<>();
    nets.forEach((name, net) -> {
      net.build(Shape.of(Sentences.LENGTH), notebook.seed());
      train(net, notebook.size(300, 2500), notebook.seed());
      Map<Integer, Double> accuracy = accuracy(net, notebook.size(100, 500), notebook.seed() + 1);
      double seen = mean(accuracy, trained, true);
      double unseen = mean(accuracy, trained, false);
      results.put(name, new double[] {seen, unseen});
      long parameters = net.parameters().stream().mapToLong(p -> p.type().shape().count()).sum();
      rows.add(
          List.of(
              name,
              Numbers.count(parameters),
              Numbers.percent(seen, 1),
              Numbers.percent(unseen, 1)));
      List<Point> points = new ArrayList<>();
      accuracy.forEach((place, share) -> points.add(new Point(place + 1.0, share)));
      curves.add(new Series(name, points));
    });
    notebook.table(List.of("net", "#parameters", "#trained places", "#other places"), rows);
    notebook.figure(
        new LineChart(
                "Years read rightly, by the place of the year",
                new Axis("place of the year; trained: " + places(trained), Axis.Kind.INTEGER),
                new Axis("share of sentences", Axis.Kind.PERCENT),
                curves)
            .figure());
    check(notebook, results);
    examples(notebook, nets);
    Module lstm = recurrent(new Lstm(HIDDEN));
    RecurrentFigure figure = Drawings.recurrent("The LSTM", lstm, Shape.of(Sentences.LENGTH));
    notebook.heading("One net, folded and unfolded");
    notebook.text(
        "The parameters at the arrows are the same at every step: what is learned of a year at one"
            + " place is known at all.");
    notebook.figure(figure.folded());
    notebook.figure(figure.unfolded(4));
  }

  private static void check(Notebook notebook, Map<String, double[]> results) {
    String guessed = Numbers.percent(1.0 / Sentences.YEARS, 0);
    results.forEach((name, shares) -> {
      String seen = Numbers.percent(shares[0], 1);
      String unseen = Numbers.percent(shares[1], 1);
      String elsewhere = name + ", at other places; guessing gives " + guessed;
      notebook.holds(name + ", at trained places", "learned", seen, shares[0] > 0.8);
      switch (name) {
        case "feed-forward" -> notebook.holds(elsewhere, "unknown", unseen, shares[1] < 0.25);
        case "LSTM" -> notebook.holds(elsewhere, "carried over", unseen, shares[1] > 0.8);
        default -> notebook.note(elsewhere, "carried over, if the state lasts", unseen);
      }
    });
  }

  private static Module recurrent(Module layer) {
    return new Sequential()
        .then("words", Practice.oneHot(Sentences.vocabulary()))
        .then("recurrent", layer)
        .then("last", new LastStep())
        .then("year", new Linear(Sentences.YEARS));
  }

  private static Set<Integer> trainedPositions() {
    Set<Integer> places = new TreeSet<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int before : TRAINED_BEFORE) {
      for (boolean yearFirst : new boolean[] {true, false}) {
        if (before <= Sentences.mostBefore(yearFirst)) {
          places.add(Sentences.of(yearFirst, before, random).position());
        }
      }
    }
    return places;
  }

  private static String places(Set<Integer> places) {
    return String.join(", ", places.stream().map(p -> Integer.toString(p + 1)).toList());
  }

  private static void train(Module net, int steps, long seed) {
    Variable x = new Variable("x", TensorType.float32(BATCH, Sentences.LENGTH));
    Variable y = new Variable("y", new TensorType(DType.INT64, Shape.of(BATCH)));
    Practice practice =
        new Practice(net, Losses.crossEntropy(net.apply(x.tensor()), y.tensor()), 1e-2);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < steps; i++) {
      float[] words = new float[BATCH * Sentences.LENGTH];
      double[] years = new double[BATCH];
      for (int k = 0; k < BATCH; k++) {
        boolean yearFirst = random.nextBoolean();
        int before = TRAINED_BEFORE.get(random.nextInt(TRAINED_BEFORE.size()));
        if (before > Sentences.mostBefore(yearFirst)) {
          before = 0;
        }
        Sentence sentence = Sentences.of(yearFirst, before, random);
        write(sentence, words, k);
        years[k] = sentence.year();
      }
      x.set(words);
      y.set(years);
      practice.run(i / (double) steps);
    }
  }

  private static void write(Sentence sentence, float[] words, int row) {
    for (int t = 0; t < Sentences.LENGTH; t++) {
      words[row * Sentences.LENGTH + t] = sentence.words().get(t);
    }
  }

  /** The share of right years by the place of the year, over both orders of words. */
  private static Map<Integer, Double> accuracy(Module net, int each, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Integer, List<Sentence>> byPlace = new TreeMap<>();
    for (boolean yearFirst : new boolean[] {true, false}) {
      for (int before = 0; before <= Sentences.mostBefore(yearFirst); before++) {
        for (int i = 0; i < each; i++) {
          Sentence sentence = Sentences.of(yearFirst, before, random);
          byPlace.computeIfAbsent(sentence.position(), p -> new ArrayList<>()).add(sentence);
        }
      }
    }
    Map<Integer, Double> shares = new TreeMap<>();
    byPlace.forEach((place, sentences) -> {
      int[] said = answers(net, sentences);
      int right = 0;
      for (int i = 0; i < said.length; i++) {
        right += said[i] == sentences.get(i).year() ? 1 : 0;
      }
      shares.put(place, right / (double) said.length);
    });
    return shares;
  }

  private static int[] answers(Module net, List<Sentence> sentences) {
    float[] words = new float[sentences.size() * Sentences.LENGTH];
    for (int i = 0; i < sentences.size(); i++) {
      write(sentences.get(i), words, i);
    }
    Tensor x = Tensor.of(Shape.of(sentences.size(), Sentences.LENGTH), words);
    double[] best = net.apply(x).argmax(1).toDoubles();
    int[] said = new int[best.length];
    for (int i = 0; i < best.length; i++) {
      said[i] = (int) best[i];
    }
    return said;
  }

  private static double mean(
      Map<Integer, Double> accuracy, Set<Integer> trained, boolean atTrained) {
    return accuracy.entrySet().stream()
        .filter(e -> trained.contains(e.getKey()) == atTrained)
        .mapToDouble(Map.Entry::getValue)
        .average()
        .orElseThrow();
  }

  private static void examples(Notebook notebook, Map<String, Module> nets) {
    SplittableRandom random = new SplittableRandom(notebook.seed() + 2);
    List<Sentence> sentences =
        List.of(
            Sentences.of(false, 0, random),
            Sentences.of(true, 0, random),
            Sentences.of(false, 2, random),
            Sentences.of(true, 5, random));
    List<List<String>> rows = new ArrayList<>();
    for (Sentence sentence : sentences) {
      List<String> row = new ArrayList<>(List.of(sentence.toString()));
      nets.values().forEach(net -> row.add(Sentences.year(answers(net, List.of(sentence))[0])));
      rows.add(row);
    }
    List<String> head = new ArrayList<>(List.of("sentence"));
    head.addAll(nets.keySet());
    notebook.table(head, rows);
  }
}
