package dev.cajal.labs.foundations;

import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.BarChart;
import dev.cajal.viz.chart.Bars;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.chart.Spread;
import dev.cajal.viz.graph.DrawnGraph;
import dev.cajal.viz.graph.DrawnGraph.Edge;
import dev.cajal.viz.graph.DrawnGraph.Node;
import dev.cajal.viz.graph.DrawnGraph.Role;
import dev.cajal.viz.graph.GraphFigure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** Entropy as the number of yes-or-no questions, by Huffman's tree. */
final class EntropyGame {
  static final Lab LAB =
      new Lab(
          "entropy-game",
          Lecture.PERCEPTRON,
          List.of("A18"),
          "Guessing the colour of a ball takes entropy many questions; with the tree of another bag"
              + " it takes cross-entropy many.",
          EntropyGame::run);

  private static final String[] COLOURS = {"blue", "red", "green", "orange"};

  private EntropyGame() {}

  private sealed interface Tree {
    double weight();
  }

  private record Leaf(int colour, double weight) implements Tree {}

  private record Question(Tree yes, Tree no, double weight) implements Tree {}

  /** A mixture of colours, and how it is written. */
  private record Bag(String name, List<Double> chances) {}

  private static void run(Notebook notebook) {
    Bag skewed = new Bag("1/2 1/4 1/8 1/8", List.of(0.5, 0.25, 0.125, 0.125));
    Bag even = new Bag("1/4 1/4 1/4 1/4", List.of(0.25, 0.25, 0.25, 0.25));
    Bag last = new Bag("1/8 1/8 1/4 1/2", List.of(0.125, 0.125, 0.25, 0.5));
    notebook.text(
        "A ball is drawn from a bag whose mixture of "
            + String.join(", ", COLOURS)
            + " is known, and its colour guessed by questions that are answered with yes or no. The"
            + " best tree asks first what halves the chances (Huffman 1952).");
    notebook.figure(
        drawn("The best tree for " + skewed.name(), skewed),
        drawn("The best tree for " + even.name(), even));
    notebook.near("questions, " + skewed.name(), 1.75, questions(tree(skewed), skewed), 0);
    notebook.near("its entropy, −Σ p·log₂ p", 1.75, entropy(skewed, skewed), 1e-12);
    notebook.near("questions, four alike", 2, questions(tree(even), even), 0);
    notebook.near("its entropy", 2, entropy(even, even), 1e-12);
    int games = notebook.size(10_000, 1_000_000);
    double played = played(tree(skewed), skewed, games, notebook.seed());
    notebook.holds(
        "questions in " + Numbers.count(games) + " games that were played, " + skewed.name(),
        "1.75, within 5 standard deviations",
        Numbers.fixed(played, 4),
        // One game asks 1, 2 or 3 questions with a variance of 11/16.
        Math.abs(played - 1.75) < 5 * Math.sqrt(0.6875 / games));
    notebook.heading("The wrong tree");
    notebook.text(
        "Who believes in 1/2 1/4 1/8 1/8 asks its tree; if the bag is another one, the questions"
            + " are the cross-entropy −Σ p·log₂ q, never fewer than the entropy.");
    List<List<String>> rows = new ArrayList<>();
    List<Spread> least = new ArrayList<>();
    List<Spread> needed = new ArrayList<>();
    List<Bag> bags = List.of(skewed, even, last);
    for (Bag bag : bags) {
      double asked = questions(tree(skewed), bag);
      double own = entropy(bag, bag);
      double cross = entropy(bag, skewed);
      least.add(Spread.of(own));
      needed.add(Spread.of(asked));
      rows.add(
          List.of(
              bag.name(), Numbers.fixed(own, 3), Numbers.fixed(cross, 3), Numbers.fixed(asked, 3)));
      notebook.near(
          "questions by the tree of the first bag, " + bag.name() + ": cross-entropy",
          cross,
          asked,
          1e-12);
      notebook.holds(
          "that cross-entropy",
          "at least the entropy of the bag",
          Numbers.fixed(cross, 3) + " ≥ " + Numbers.fixed(own, 3),
          cross >= own - 1e-12);
    }
    notebook.table(List.of("bag", "#entropy", "#cross-entropy", "#questions asked"), rows);
    notebook.figure(
        new BarChart(
                "Questions by the tree of " + skewed.name(),
                new Axis("questions, or bits", Axis.Kind.NUMBER),
                bags.stream().map(Bag::name).toList(),
                List.of(new Bars("entropy of the bag", least), new Bars("questions asked", needed)))
            .figure(),
        twoColours());
  }

  /** Entropy of a bag of two colours, and what it costs to believe in another bag. */
  private static Figure twoColours() {
    List<Point> own = new ArrayList<>();
    List<Point> cross = new ArrayList<>();
    Bag believed = new Bag("1/4 3/4", List.of(0.25, 0.75));
    for (int i = 0; i <= 100; i++) {
      double p = i / 100.0;
      Bag bag = new Bag("", List.of(p, 1 - p));
      own.add(new Point(p, entropy(bag, bag)));
      cross.add(new Point(p, entropy(bag, believed)));
    }
    return new LineChart(
            "Two colours",
            new Axis("share p of blue", Axis.Kind.NUMBER),
            new Axis("bits", Axis.Kind.NUMBER),
            List.of(new Series("entropy", own), new Series("cross-entropy, believing 1/4", cross)))
        .figure();
  }

  private static Figure drawn(String title, Bag bag) {
    List<Node> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    draw(tree(bag), nodes, edges);
    return new GraphFigure(title, new DrawnGraph(nodes, edges)).figure();
  }

  /** Adds a tree and returns the name of its root. */
  private static String draw(Tree tree, List<Node> nodes, List<Edge> edges) {
    String id = Integer.toString(nodes.size());
    String chance = "chance " + Numbers.fixed(tree.weight(), 3);
    switch (tree) {
      case Leaf leaf -> nodes.add(new Node(id, COLOURS[leaf.colour()], chance, Role.OUTPUT));
      case Question question -> {
        nodes.add(new Node(id, colours(question.yes()) + "?", chance, Role.PLAIN));
        edges.add(new Edge(id, draw(question.yes(), nodes, edges), "yes", ""));
        edges.add(new Edge(id, draw(question.no(), nodes, edges), "no", ""));
      }
    }
    return id;
  }

  private static double played(Tree tree, Bag bag, int games, long seed) {
    Random random = new Random(seed);
    long asked = 0;
    for (int game = 0; game < games; game++) {
      double place = random.nextDouble();
      int colour = 0;
      while (colour < bag.chances().size() - 1 && place >= bag.chances().get(colour)) {
        place -= bag.chances().get(colour++);
      }
      Tree at = tree;
      while (at instanceof Question question) {
        asked++;
        at = holds(question.yes(), colour) ? question.yes() : question.no();
      }
    }
    return asked / (double) games;
  }

  private static boolean holds(Tree tree, int colour) {
    return switch (tree) {
      case Leaf leaf -> leaf.colour() == colour;
      case Question question -> holds(question.yes(), colour) || holds(question.no(), colour);
    };
  }

  /** Huffman 1952: the two least likely become one, until one is left. */
  private static Tree tree(Bag bag) {
    PriorityQueue<Tree> open = new PriorityQueue<>(Comparator.comparingDouble(Tree::weight));
    for (int i = 0; i < bag.chances().size(); i++) {
      open.add(new Leaf(i, bag.chances().get(i)));
    }
    while (true) {
      Tree least = open.remove();
      Tree next = open.poll();
      if (next == null) {
        return least;
      }
      // The question names the side of fewer colours.
      boolean shorter = size(next) <= size(least);
      double weight = next.weight() + least.weight();
      open.add(shorter ? new Question(next, least, weight) : new Question(least, next, weight));
    }
  }

  private static int size(Tree tree) {
    return switch (tree) {
      case Leaf leaf -> 1;
      case Question question -> size(question.yes()) + size(question.no());
    };
  }

  private static double questions(Tree tree, Bag bag) {
    return switch (tree) {
      case Leaf leaf -> 0;
      case Question question ->
          share(question, bag) + questions(question.yes(), bag) + questions(question.no(), bag);
    };
  }

  private static double share(Tree tree, Bag bag) {
    return switch (tree) {
      case Leaf leaf -> bag.chances().get(leaf.colour());
      case Question question -> share(question.yes(), bag) + share(question.no(), bag);
    };
  }

  /** −Σ p·log₂ q; a colour that is not in the bag adds nothing. */
  private static double entropy(Bag p, Bag q) {
    double sum = 0;
    for (int i = 0; i < p.chances().size(); i++) {
      double chance = p.chances().get(i);
      sum -= chance == 0 ? 0 : chance * Math.log(q.chances().get(i)) / Math.log(2);
    }
    return sum;
  }

  private static String colours(Tree tree) {
    return switch (tree) {
      case Leaf leaf -> COLOURS[leaf.colour()];
      case Question question -> colours(question.yes()) + " or " + colours(question.no());
    };
  }
}
