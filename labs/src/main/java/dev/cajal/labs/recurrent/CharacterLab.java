package dev.cajal.labs.recurrent;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.data.text.Alphabet;
import dev.cajal.nn.recurrent.Lstm;
import dev.cajal.nn.recurrent.Rnn;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model of characters: what it learns of a text, and what its units follow. */
final class CharacterLab {
  static final Lab LAB =
      new Lab(
          "char-rnn",
          Lecture.LOOKING_INSIDE,
          List.of("C12", "E3"),
          "What comes next depends on what came before: a recurrent net uses it beyond the last"
              + " character, and single units keep count of it.",
          CharacterLab::run);

  private static final int HIDDEN = 64;
  private static final int REACH = 40;

  /** Upper ends of the ranges of distances between brackets. */
  private static final int[] RANGES = {8, 16, 24, 32, 48};

  private CharacterLab() {}

  private static void run(Notebook notebook) {
    String train = BracketText.of(notebook.size(20_000, 200_000), notebook.seed());
    String test = BracketText.of(notebook.size(3_000, 12_000), notebook.seed() + 1);
    Alphabet alphabet = Alphabet.of(train);
    int characters = alphabet.symbols().size();
    int[] learned = alphabet.encode(train);
    int[] judged = alphabet.encode(test);
    notebook.text(
        "The text is generated: words, and brackets of two kinds around words and brackets, to a"
            + " depth of three; which bracket closes is known only to who remembers which opened."
            + " The nets see windows of 40 characters in training; bits a character are measured"
            + " on a text that was not seen.");
    notebook.listing(test.substring(0, Math.min(140, test.length())));
    Map<String, CharacterNet> nets = new LinkedHashMap<>();
    nets.put("LSTM", new CharacterNet(characters, new Lstm(HIDDEN)));
    nets.put("plain recurrent", new CharacterNet(characters, new Rnn(HIDDEN)));
    Baselines baselines = new Baselines(learned, characters);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("all characters alike", bits(Math.log(characters) / Math.log(2))));
    rows.add(List.of("frequencies of characters", bits(baselines.unigram(judged))));
    rows.add(List.of("frequencies after the last character", bits(baselines.bigram(judged))));
    Map<String, Double> measured = new LinkedHashMap<>();
    List<Series> closing = new ArrayList<>();
    List<Series> reach = new ArrayList<>();
    nets.forEach((name, net) -> {
      net.build(Shape.of(REACH), notebook.seed());
      net.train(learned, notebook.size(350, 3000), notebook.seed());
      double[] logs = net.logProbabilities(judged);
      double sum = 0;
      for (int i = 0; i + 1 < judged.length; i++) {
        sum -= logs[i * characters + judged[i + 1]];
      }
      double bits = sum / (judged.length - 1) / Math.log(2);
      measured.put(name, bits);
      rows.add(List.of(name, bits(bits)));
      closing.add(new Series(name, closing(test, alphabet, logs)));
      reach.add(new Series(name, reach(net, judged, characters, notebook.size(8, 40))));
    });
    notebook.table(List.of("what is known", "#bits a character"), rows);
    double lstm = measured.getOrDefault("LSTM", Double.NaN);
    notebook.holds(
        "LSTM, bits a character",
        "less than after the last character alone: " + bits(baselines.bigram(judged)),
        bits(lstm),
        lstm < 0.9 * baselines.bigram(judged));
    notebook.note("plain recurrent net, bits a character", "", bits(at(measured)));
    memory(notebook, closing, reach);
    CharacterNet net = nets.values().iterator().next();
    new UnitProbe(notebook, net.states(judged), test).run();
    notebook.heading("What it writes");
    for (double temperature : new double[] {0.3, 0.8, 1.5}) {
      String text = net.sample(alphabet, "(", 160, temperature, notebook.seed() + 2);
      notebook.listing("temperature " + temperature + "\n(" + text);
    }
  }

  private static double at(Map<String, Double> measured) {
    return measured.getOrDefault("plain recurrent", Double.NaN);
  }

  private static String bits(double value) {
    return Numbers.fixed(value, 3);
  }

  private static void memory(Notebook notebook, List<Series> closing, List<Series> reach) {
    notebook.heading("How long it remembers");
    notebook.text(
        "Left: where a bracket closes, which of the two kinds does the net hold for likelier, by"
            + " how long ago its partner opened. Right: how strongly what is said at the end"
            + " depends on a character so far back, the length of the gradient by its vector.");
    notebook.figure(
        new LineChart(
                "The right bracket closes",
                new Axis("characters since it opened, at most", Axis.Kind.INTEGER),
                new Axis("share; guessing gives 50 %", Axis.Kind.PERCENT),
                closing)
            .figure(),
        new LineChart(
                "Reach of the gradient",
                new Axis("characters back", Axis.Kind.INTEGER),
                new Axis("‖∂ log p / ∂x‖", Axis.Kind.LOG),
                reach)
            .figure());
    double kept = mean(closing.getFirst());
    double plain = mean(closing.getLast());
    notebook.note(
        "right brackets of the LSTM, mean over distances; guessing gives 50 %",
        "", Numbers.percent(kept, 1));
    notebook.note("right brackets of the plain net, the same", "", Numbers.percent(plain, 1));
  }

  private static double mean(Series series) {
    return series.points().stream().mapToDouble(Point::y).average().orElse(Double.NaN);
  }

  private static List<Point> closing(String text, Alphabet alphabet, double[] logs) {
    int characters = alphabet.symbols().size();
    int[] distances = BracketText.distances(text);
    int round = alphabet.symbols().indexOf(")");
    int square = alphabet.symbols().indexOf("]");
    int[] all = new int[RANGES.length];
    int[] right = new int[RANGES.length];
    for (int i = 1; i < text.length(); i++) {
      int range = 0;
      while (range < RANGES.length && distances[i] > RANGES[range]) {
        range++;
      }
      if (distances[i] > 0 && range < RANGES.length) {
        int at = (i - 1) * characters;
        boolean saysRound = logs[at + round] > logs[at + square];
        all[range]++;
        right[range] += saysRound == (text.charAt(i) == ')') ? 1 : 0;
      }
    }
    List<Point> points = new ArrayList<>();
    for (int range = 0; range < RANGES.length; range++) {
      if (all[range] >= 10) {
        points.add(new Point(RANGES[range], right[range] / (double) all[range]));
      }
    }
    return points;
  }

  /**
   * The mean length of the gradient of the last log-probability by the vector of each character.
   */
  private static List<Point> reach(CharacterNet net, int[] text, int characters, int places) {
    Variable x = new Variable("x", TensorType.float32(1, REACH, characters));
    double[] sums = new double[REACH];
    for (int place = 0; place < places; place++) {
      int from = place * (text.length - REACH - 1) / places;
      float[] vectors = new float[REACH * characters];
      for (int t = 0; t < REACH; t++) {
        vectors[t * characters + text[from + t]] = 1;
      }
      x.set(vectors);
      Tensor read = x.tensor();
      Tensor score = net.lastScore(read, text[from + REACH]);
      double[] gradient = Gradients.of(score, read).get(read).toDoubles();
      for (int t = 0; t < REACH; t++) {
        double[] part = Arrays.copyOfRange(gradient, t * characters, (t + 1) * characters);
        sums[t] += Math.sqrt(Arrays.stream(part).map(g -> g * g).sum()) / places;
      }
    }
    List<Point> points = new ArrayList<>();
    for (int back = 0; back < REACH; back++) {
      points.add(new Point(back, sums[REACH - 1 - back]));
    }
    return points;
  }
}
