package dev.cajal.grad.symbolic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A formula of real numbers. Equal parts of a formula are one object, so that an expression is a
 * graph and not a tree: {@link #size} counts the tree that is written out, which can be
 * exponentially larger than the graph, {@link #sharedSize}.
 */
public final class Expression {
  private final long id;
  private final Kind kind;
  private final double value;
  private final String name;
  private final List<Expression> operands;
  private final long size;

  Expression(long id, Kind kind, double value, String name, List<Expression> operands) {
    this.id = id;
    this.kind = kind;
    this.value = value;
    this.name = name;
    this.operands = List.copyOf(operands);
    long total = 1;
    for (Expression operand : operands) {
      // Sizes double at every level; they stop at the largest number instead of overflowing.
      total = total + operand.size < 0 ? Long.MAX_VALUE : total + operand.size;
    }
    this.size = total;
  }

  long id() {
    return id;
  }

  Kind kind() {
    return kind;
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** The value of a number. */
  double value() {
    return value;
  }

  /** Whether this is a certain number. */
  boolean is(double number) {
    return kind == Kind.NUMBER && value == number;
  }

  /** The name of a symbol, with its index, such as {@code w[0, 1]}. */
  String name() {
    return name;
  }

  List<Expression> operands() {
    return operands;
  }

  Expression operand(int i) {
    return operands.get(i);
  }

  /** Returns the number of operations, symbols and numbers of the formula written out. */
  public long size() {
    return size;
  }

  /** Returns the same number with parts that occur more than once counted once. */
  public long sharedSize() {
    return Sharing.postorder(this).size();
  }

  /** Returns the names of the symbols that occur, in alphabetical order. */
  public Set<String> symbols() {
    Set<String> names = new TreeSet<>();
    for (Expression part : Sharing.postorder(this)) {
      if (part.is(Kind.SYMBOL)) {
        names.add(part.name);
      }
    }
    return names;
  }

  /**
   * Returns the value for values of the symbols.
   *
   * @throws IllegalArgumentException if a symbol has no value
   */
  public double evaluate(Map<String, Double> values) {
    Map<Expression, Double> known = new HashMap<>();
    for (Expression part : Sharing.postorder(this)) {
      known.put(part, part.compute(values, known));
    }
    return Objects.requireNonNull(known.get(this));
  }

  private double compute(Map<String, Double> values, Map<Expression, Double> known) {
    double[] x = operands.stream().mapToDouble(known::get).toArray();
    return switch (kind) {
      case NUMBER -> value;
      case SYMBOL -> {
        Double given = values.get(name);
        if (given == null) {
          throw new IllegalArgumentException(
              "symbolic: " + name + " has no value; values are given for " + values.keySet());
        }
        yield given;
      }
      case SUM -> {
        double sum = 0;
        for (double term : x) {
          sum += term;
        }
        yield sum;
      }
      case PRODUCT -> {
        double product = 1;
        for (double factor : x) {
          product *= factor;
        }
        yield product;
      }
      case CHOICE -> x[0] != 0 ? x[1] : x[2];
      default -> kind.isFunction() ? kind.apply(x[0]) : kind.apply(x[0], x[1]);
    };
  }

  /** Returns the formula as LaTeX, without dollar signs. */
  public String latex() {
    return new LatexNotation().written(this);
  }

  /**
   * Returns a static Java method that computes the value; parts that occur more than once are
   * computed once. Its parameters are the {@link #symbols}, where what is no Java name is written
   * with underscores: {@code w[0, 1]} becomes {@code w_0_1}.
   *
   * @param method the name of the method
   * @throws IllegalArgumentException if the formula needs the error function, which Java lacks
   */
  public String java(String method) {
    return new JavaNotation().method(method, this);
  }

  /** Returns the formula as text; long ones with names for the parts that occur more than once. */
  @Override
  public String toString() {
    return new TextNotation().text(this);
  }
}
