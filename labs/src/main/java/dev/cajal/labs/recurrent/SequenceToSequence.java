package dev.cajal.labs.recurrent;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.recurrent.Lstm;
import dev.cajal.nn.recurrent.RecurrentLayer;
import dev.cajal.nn.recurrent.Rnn;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.Grid;
import dev.cajal.viz.chart.HeatMap;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Digits read one after the other, and written in the opposite order. */
final class SequenceToSequence {
  static final Lab LAB =
      new Lab(
          "seq2seq",
          Lecture.LOOKING_INSIDE,
          List.of("C12"),
          "An encoder and a decoder turn a sequence of any length into another, whose end the net"
              + " itself decides.",
          SequenceToSequence::run);

  private static final int DIGITS = 10;
  private static final int BATCH = 32;
  private static final int HIDDEN = 64;
  private static final String PLAIN = "Plain recurrence";

  private SequenceToSequence() {}

  private static void run(Notebook notebook) {
    int most = notebook.size(3, 6);
    int steps = notebook.size(350, 6000);
    notebook.text(
        "The encoder reads from 1 to %d digits and ends in a state; the decoder begins with it,"
                .formatted(most)
            + " writes the digits in the opposite order and then an end, reading what it wrote"
            + " itself. All that is known of the source passes through the state of "
            + HIDDEN
            + " units. Sources are drawn afresh; right is an answer without any mistake.");
    Map<String, Translator> nets = new LinkedHashMap<>();
    nets.put("LSTM", net(most, () -> new Lstm(HIDDEN)));
    nets.put(PLAIN, net(most, () -> new Rnn(HIDDEN)));
    Map<String, double[]> shares = new LinkedHashMap<>();
    List<Figure> figures = new ArrayList<>();
    List<Series> losses = new ArrayList<>();
    double[] early = new double[most];
    nets.forEach((name, net) -> {
      net.build(Shape.of(net.columns()), notebook.seed());
      List<Series> looks = new ArrayList<>();
      losses.add(
          new Series(
              name,
              train(
                  net,
                  most,
                  steps,
                  notebook.seed(),
                  done -> {
                    double[] right = accuracies(net, most, notebook);
                    looks.add(Series.fromOne(Numbers.count(done) + " steps", right));
                    shares.put(name, right);
                    if (looks.size() == 1 && name.equals("LSTM")) {
                      System.arraycopy(right, 0, early, 0, most);
                    }
                  })));
      figures.add(
          new LineChart(
                  name + ": the shorter, the sooner learned",
                  new Axis("digits in the source", Axis.Kind.INTEGER),
                  new Axis("answers without a mistake", Axis.Kind.PERCENT),
                  looks)
              .figure());
    });
    notebook.figure(figures.get(0), figures.get(1));
    double[] lstm = shares.getOrDefault("LSTM", new double[0]);
    double[] plain = shares.getOrDefault(PLAIN, new double[0]);
    double all = Arrays.stream(lstm).average().orElseThrow();
    notebook.holds(
        "LSTM, all lengths to " + most, "learned: over 90 %", Numbers.percent(all, 1), all > 0.9);
    if (!notebook.quick()) {
      notebook.holds(
          "LSTM after a twentieth of the training, 1 digit and " + most,
          "the short one is learned first",
          Numbers.percent(early[0], 1) + ", " + Numbers.percent(early[most - 1], 1),
          early[0] > early[most - 1] + 0.1);
    }
    String longest = "LSTM against plain recurrence, " + most + " digits";
    String both =
        Numbers.percent(lstm[most - 1], 1) + " against " + Numbers.percent(plain[most - 1], 1);
    notebook.note(longest, "longer sources tell them apart", both);
    if (!notebook.quick()) {
      notebook.text(
          "In sources this short the plain net is as good as the LSTM in the end; what was claimed"
              + " of longer ones was not measured.");
    }
    examples(notebook, nets, most);
    notebook.figure(
        new LineChart(
                "Loss in training",
                new Axis("step", Axis.Kind.INTEGER),
                new Axis("cross-entropy a symbol", Axis.Kind.LOG),
                losses)
            .figure());
    Translator net = nets.get("LSTM");
    if (net != null) {
      state(notebook, net, most);
    }
  }

  private static Translator net(int most, Supplier<RecurrentLayer> layer) {
    return new Translator(DIGITS, most, layer.get(), layer.get());
  }

  private static int[] digits(int length, SplittableRandom random) {
    return random.ints(length, 0, DIGITS).toArray();
  }

  private static int[] reversed(int[] digits) {
    int[] reversed = new int[digits.length];
    Arrays.setAll(reversed, i -> digits[digits.length - 1 - i]);
    return reversed;
  }

  private static double[] accuracies(Translator net, int most, Notebook notebook) {
    double[] right = new double[most];
    for (int length = 1; length <= most; length++) {
      right[length - 1] = accuracy(net, length, notebook.size(200, 1000), notebook.seed() + 1);
    }
    return right;
  }

  /** Trains, and has the net looked at after a twentieth, a fifth and all of the steps. */
  private static List<Point> train(
      Translator net, int most, int steps, long seed, IntConsumer look) {
    long symbols = BATCH * (most + 1L);
    Variable x = new Variable("x", TensorType.float32(BATCH, net.columns()));
    Variable y = new Variable("y", new TensorType(DType.INT64, Shape.of(symbols)));
    Practice practice =
        new Practice(
            net,
            Losses.crossEntropy(net.apply(x.tensor()).reshape(symbols, DIGITS + 1), y.tensor()),
            5e-3);
    SplittableRandom random = new SplittableRandom(seed);
    float[] rows = new float[BATCH * net.columns()];
    double[] targets = new double[BATCH * (most + 1)];
    List<Point> losses = new ArrayList<>();
    double sum = 0;
    int every = Math.max(1, steps / 60);
    for (int i = 0; i < steps; i++) {
      Arrays.fill(targets, net.end());
      for (int k = 0; k < BATCH; k++) {
        int[] source = digits(1 + random.nextInt(most), random);
        int[] target = reversed(source);
        net.write(source, target, rows, k);
        for (int t = 0; t < target.length; t++) {
          targets[k * (most + 1) + t] = target[t];
        }
      }
      x.set(rows);
      y.set(targets);
      sum += practice.run(i / (double) steps);
      if ((i + 1) % every == 0) {
        losses.add(new Point(i + 1.0, sum / every));
        sum = 0;
      }
      int done = i + 1;
      if (done == steps / 20 || done == steps / 5 || done == steps) {
        look.accept(done);
      }
    }
    return losses;
  }

  private static double accuracy(Translator net, int length, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed + length);
    int[][] sources = new int[count][];
    Arrays.setAll(sources, i -> digits(length, random));
    int[][] answers = net.translate(sources);
    int right = 0;
    for (int i = 0; i < count; i++) {
      right += Arrays.equals(answers[i], reversed(sources[i])) ? 1 : 0;
    }
    return right / (double) count;
  }

  private static void examples(Notebook notebook, Map<String, Translator> nets, int most) {
    SplittableRandom random = new SplittableRandom(notebook.seed() + 2);
    List<List<String>> rows = new ArrayList<>();
    for (int length : new int[] {1, most / 2, most - 1, most}) {
      int[] source = digits(length, random);
      List<String> row = new ArrayList<>(List.of(text(source)));
      nets.values().forEach(net -> row.add(text(net.translate(new int[][] {source})[0])));
      rows.add(row);
    }
    List<String> head = new ArrayList<>(List.of("source"));
    head.addAll(nets.keySet());
    notebook.table(head, rows);
  }

  private static String text(int[] digits) {
    return Arrays.stream(digits).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }

  /** Two sources that differ in their first digit alone: how long does the state know? */
  private static void state(Notebook notebook, Translator net, int most) {
    int[] source = digits(most, new SplittableRandom(notebook.seed() + 3));
    int[] other = source.clone();
    other[0] = (source[0] + 5) % DIGITS;
    double[] read = net.states(source).toDoubles();
    double[] apart = net.states(other).toDoubles();
    double[] map = new double[read.length];
    List<Point> distance = new ArrayList<>();
    for (int t = 0; t < most; t++) {
      double sum = 0;
      for (int unit = 0; unit < HIDDEN; unit++) {
        int place = t * HIDDEN + unit;
        map[unit * most + t] = read[place];
        sum += (read[place] - apart[place]) * (read[place] - apart[place]);
      }
      distance.add(new Point(t + 1.0, Math.sqrt(sum)));
    }
    notebook.heading("The state of the encoder");
    notebook.text(
        "On the left what the units of the LSTM put out while it reads %s. On the right how far"
                .formatted(text(source))
            + " apart they are if the first digit were %d: the state still knows it at the end, or"
                .formatted(other[0])
            + " the decoder could not write it last.");
    notebook.figure(
        new HeatMap(
                "Outputs of the encoder",
                new Axis("digits read", Axis.Kind.INTEGER),
                new Axis("unit", Axis.Kind.INTEGER),
                0.5,
                most + 0.5,
                0.5,
                HIDDEN + 0.5,
                Grid.of(most, HIDDEN, map),
                List.of())
            .figure(),
        new LineChart(
                "The state remembers the first digit",
                new Axis("digits read", Axis.Kind.INTEGER),
                new Axis("distance of the two states", Axis.Kind.NUMBER),
                List.of(new Series("‖h − h′‖", distance)))
            .figure());
    notebook.holds(
        "distance of two states that differ in the first digit, at the end",
        "not zero",
        Numbers.significant(distance.getLast().y()),
        distance.getLast().y() > 0.05);
  }
}
