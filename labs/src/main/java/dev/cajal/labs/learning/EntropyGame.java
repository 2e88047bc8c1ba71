package dev.cajal.labs.learning;

import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.viz.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

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

  private static void run(Notebook notebook) {
    double[] skewed = {0.5, 0.25, 0.125, 0.125};
    double[] even = {0.25, 0.25, 0.25, 0.25};
    double[] last = {0.125, 0.125, 0.25, 0.5};
    notebook.text(
        "A ball is drawn from a bag whose mixture is known, and its colour guessed by questions"
            + " that are answered with yes or no. The best tree asks first what halves the"
            + " chances.");
    notebook.heading("The best tree for 1/2, 1/4, 1/8, 1/8");
    notebook.listing(written(tree(skewed), ""));
    notebook.near("questions, 1/2 1/4 1/8 1/8", 1.75, questions(tree(skewed), skewed), 0);
    notebook.near("its entropy, −Σ p·log₂ p", 1.75, entropy(skewed, skewed), 1e-12);
    notebook.near("questions, four alike", 2, questions(tree(even), even), 0);
    notebook.near("its entropy", 2, entropy(even, even), 1e-12);
    notebook.heading("The wrong tree");
    notebook.text(
        "Who believes in 1/2 1/4 1/8 1/8 asks its tree; if the bag is another one, the questions"
            + " are the cross-entropy −Σ p·log₂ q, never fewer than the entropy.");
    List<List<String>> rows = new ArrayList<>();
    for (double[] bag : List.of(skewed, even, last)) {
      double asked = questions(tree(skewed), bag);
      double cross = entropy(bag, skewed);
      rows.add(
          List.of(
              Arrays.toString(bag),
              Numbers.fixed(entropy(bag, bag), 3),
              Numbers.fixed(cross, 3),
              Numbers.fixed(asked, 3)));
      notebook.near("wrong tree, bag " + Arrays.toString(bag), cross, asked, 1e-12);
      notebook.holds(
          "cross-entropy of that bag",
          "at least its entropy",
          Numbers.fixed(cross, 3) + " ≥ " + Numbers.fixed(entropy(bag, bag), 3),
          cross >= entropy(bag, bag) - 1e-12);
    }
    notebook.table(List.of("bag", "#entropy", "#cross-entropy", "#questions asked"), rows);
  }

  /** Huffman 1952: the two least likely become one, until one is left. */
  private static Tree tree(double[] chances) {
    PriorityQueue<Tree> open = new PriorityQueue<>(Comparator.comparingDouble(Tree::weight));
    for (int i = 0; i < chances.length; i++) {
      open.add(new Leaf(i, chances[i]));
    }
    while (true) {
      Tree least = open.remove();
      Tree next = open.poll();
      if (next == null) {
        return least;
      }
      open.add(new Question(next, least, least.weight() + next.weight()));
    }
  }

  private static double questions(Tree tree, double[] bag) {
    return switch (tree) {
      case Leaf leaf -> 0;
      case Question question ->
          share(question, bag) + questions(question.yes(), bag) + questions(question.no(), bag);
    };
  }

  private static double share(Tree tree, double[] bag) {
    return switch (tree) {
      case Leaf leaf -> bag[leaf.colour()];
      case Question question -> share(question.yes(), bag) + share(question.no(), bag);
    };
  }

  private static double entropy(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum -= p[i] * Math.log(q[i]) / Math.log(2);
    }
    return sum;
  }

  private static String written(Tree tree, String indent) {
    return switch (tree) {
      case Leaf leaf -> indent + "it is " + COLOURS[leaf.colour()] + "\n";
      case Question question ->
          indent
              + "is it "
              + colours(question.yes())
              + "?\n"
              + written(question.yes(), indent + "  yes: ".replaceAll("\\S", " "))
              + written(question.no(), indent);
    };
  }

  private static String colours(Tree tree) {
    return switch (tree) {
      case Leaf leaf -> COLOURS[leaf.colour()];
      case Question question -> colours(question.yes()) + " or " + colours(question.no());
    };
  }
}
