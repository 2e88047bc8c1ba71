package dev.cajal.tensor;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An equation of {@link Tensor#einsum}, such as {@code bij,bjk->bik}, read against its operands.
 * Labels are characters; the axes that an ellipsis stands for are numbered −1, −2, … from the last.
 *
 * @param inputs the labels of the axes of each operand
 * @param output the labels of the axes of the result
 * @param sizes the size of each label
 */
record Equation(List<List<Integer>> inputs, List<Integer> output, Map<Integer, Long> sizes) {
  private static final String DOTS = "...";

  static Equation parse(String text, List<Tensor> operands) {
    String equation = text.replace(" ", "");
    int arrow = equation.indexOf("->");
    String[] terms = (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1);
    if (terms.length != operands.size()) {
      throw wrong(
          text, "has " + terms.length + " terms, given are " + operands.size() + " tensors");
    }
    List<List<Integer>> inputs = new ArrayList<>();
    Map<Integer, Long> sizes = new HashMap<>();
    int dotted = 0;
    for (int i = 0; i < terms.length; i++) {
      Shape shape = operands.get(i).shape();
      String letters = terms[i].replace(DOTS, "");
      int spare = shape.rank() - letters.length();
      boolean dots = terms[i].contains(DOTS);
      if (spare < 0 || (spare > 0 && !dots)) {
        throw wrong(text, "names " + letters.length() + " axes of operand " + i + " " + shape);
      }
      dotted = Math.max(dotted, dots ? spare : 0);
      List<Integer> labels = labels(text, terms[i], spare);
      for (int a = 0; a < labels.size(); a++) {
        long twin = shape.dim(labels.indexOf(labels.get(a)));
        if (twin != shape.dim(a)) {
          throw wrong(text, "takes the diagonal of axes of sizes " + twin + " and " + shape.dim(a));
        }
        size(text, sizes, labels.get(a), twin);
      }
      inputs.add(labels);
    }
    List<Integer> output =
        arrow < 0 ? implied(terms, dotted) : labels(text, equation.substring(arrow + 2), dotted);
    for (int label : output) {
      if (!sizes.containsKey(label)) {
        throw wrong(text, "gives the result an axis '" + (char) label + "' that no operand has");
      }
    }
    if (output.stream().distinct().count() < output.size()) {
      throw wrong(text, "names an axis of the result twice");
    }
    return new Equation(inputs, output, sizes);
  }

  private static void size(String text, Map<Integer, Long> sizes, int label, long size) {
    long other = sizes.getOrDefault(label, 1L);
    if (other != 1 && size != 1 && other != size) {
      throw wrong(
          text,
          (label < 0 ? "has axes under the dots" : "has axes '" + (char) label + "'")
              + " of sizes "
              + other
              + " and "
              + size);
    }
    sizes.put(label, other == 1 ? size : other);
  }

  private static List<Integer> labels(String text, String term, int dotted) {
    int dots = term.indexOf(DOTS);
    String letters = term.replaceFirst("\\.\\.\\.", "");
    if (!letters.chars().allMatch(Character::isLetter)) {
      throw wrong(text, "has the term '" + term + "', expected letters and at most one '...'");
    }
    List<Integer> labels = new ArrayList<>(letters.chars().boxed().toList());
    for (int d = 1; dots >= 0 && d <= dotted; d++) {
      labels.add(dots, -d);
    }
    return labels;
  }

  /** Without an arrow: the axes under the dots, then every letter that is there once, sorted. */
  private static List<Integer> implied(String[] terms, int dotted) {
    List<Integer> output = new ArrayList<>();
    for (int d = dotted; d > 0; d--) {
      output.add(-d);
    }
    String all = String.join("", Arrays.asList(terms)).replace(".", "");
    all.chars().sorted().filter(c -> all.indexOf(c) == all.lastIndexOf(c)).forEach(output::add);
    return output;
  }

  /** Returns the size of a label. */
  long size(int label) {
    return sizes.getOrDefault(label, 1L);
  }

  /** Returns the sizes of labels. */
  Shape shape(List<Integer> labels) {
    return Shape.of(labels.stream().mapToLong(this::size).toArray());
  }

  private static ShapeException wrong(String equation, String what) {
    return new ShapeException("equation '" + equation + "' " + what);
  }
}
