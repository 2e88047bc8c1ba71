package dev.cajal.grad;

import dev.cajal.op.Broadcast;
import dev.cajal.op.Fill;
import dev.cajal.op.Reshape;
import dev.cajal.tensor.Constant;
import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Read;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reverse mode step by step, for a graph small enough to look at: the walk forwards, with the value
 * of every node and its derivatives by its operands, and the walk backwards, with the gradient that
 * arrives at every node. An addition passes its gradient on unchanged, a multiplication times the
 * other factor, a maximum to the larger operand alone.
 *
 * <pre>{@code
 * Tensor x = Tensor.of(Shape.of(), 4.0), y = Tensor.of(Shape.of(), -3.0);
 * String table = ReverseWalk.of(x.mul(y), Map.of("x", x, "y", y)).toString();
 * }</pre>
 *
 * @param steps operands first; the walk backwards takes them in the opposite order
 */
public record ReverseWalk(List<Step> steps) {
  private static final int SHOWN = 6;

  /** Copies the steps. */
  public ReverseWalk {
    steps = List.copyOf(steps);
  }

  /**
   * One node.
   *
   * @param name as given, or v1, v2, … in the order of computation
   * @param operation what computes it; empty for a leaf
   * @param operands the names of its operands; constants are numbers
   * @param value its elements, row-major
   * @param local for each operand the derivative of each element by that of the operand; without
   *     elements where the operation does not work element by element
   * @param gradient ∂loss/∂value, the sum of what arrived
   */
  public record Step(
      String name,
      String operation,
      List<String> operands,
      List<Double> value,
      List<List<Double>> local,
      List<Double> gradient) {

    /** Copies the lists. */
    public Step {
      operands = List.copyOf(operands);
      value = List.copyOf(value);
      local = local.stream().map(List::copyOf).toList();
      gradient = List.copyOf(gradient);
    }
  }

  /**
   * Walks from the leaves to a loss and back.
   *
   * @param loss a tensor of one element
   * @param names of tensors upstream; variables have theirs
   */
  public static ReverseWalk of(Tensor loss, Map<String, Tensor> names) {
    return new Walk(loss, names).run();
  }

  /** Returns the step of a name. */
  public Step step(String name) {
    return steps.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "reverse walk: nothing is called "
                    + name
                    + "; there are "
                    + steps.stream().map(Step::name).toList()));
  }

  /** Returns the walk forwards and the walk backwards as two tables. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(row("forwards", "", "value", "local derivatives"));
    for (Step step : steps) {
      text.append(row(step.name(), applied(step), numbers(step.value()), locals(step)));
    }
    text.append(row("backwards", "", "gradient", "passed on"));
    for (Step step : steps.reversed()) {
      text.append(row(step.name(), applied(step), numbers(step.gradient()), passedOn(step)));
    }
    return text.toString();
  }

  private static String row(String name, String applied, String numbers, String rest) {
    return String.format(Locale.ROOT, "%-10s %-24s %-14s %s", name, applied, numbers, rest)
            .stripTrailing()
        + System.lineSeparator();
  }

  private static String applied(Step step) {
    return step.operation().isEmpty()
        ? ""
        : step.operation() + "(" + String.join(", ", step.operands()) + ")";
  }

  private static String locals(Step step) {
    return IntStream.range(0, step.operands().size())
        .filter(i -> !step.local().get(i).isEmpty() && !isNumber(step.operands().get(i)))
        .mapToObj(i ->
            "∂"
                + step.name()
                + "/∂"
                + step.operands().get(i)
                + " = "
                + numbers(step.local().get(i)))
        .collect(Collectors.joining(", "));
  }

  private static String passedOn(Step step) {
    return IntStream.range(0, step.operands().size())
        .filter(i -> !step.local().get(i).isEmpty() && !isNumber(step.operands().get(i)))
        .mapToObj(i -> numbers(products(step, i)) + " to " + step.operands().get(i))
        .collect(Collectors.joining(", "));
  }

  private static boolean isNumber(String operand) {
    return operand.matches("-?[0-9].*");
  }

  private static List<Double> products(Step step, int operand) {
    List<Double> local = step.local().get(operand);
    return IntStream.range(0, local.size())
        .mapToObj(i -> local.get(i) * step.gradient().get(i))
        .toList();
  }

  private static String numbers(List<Double> values) {
    String text =
        values.stream().limit(SHOWN).map(ReverseWalk::number).collect(Collectors.joining(", "));
    return values.size() == 1 ? text : "[" + text + (values.size() > SHOWN ? ", …]" : "]");
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.5g", value);
    return text.contains("e") || !text.contains(".") ? text : text.replaceAll("\\.?0+$", "");
  }

  /** The walk as it is made. */
  private static final class Walk {
    private final List<Node> nodes;
    private final Tensor loss;
    private final Map<Node, Map<Integer, String>> names = new HashMap<>();

    Walk(Tensor loss, Map<String, Tensor> given) {
      this.loss = loss;
      given.forEach((name, tensor) -> name(tensor, name));
      this.nodes =
          Topology.order(List.of(loss)).stream().filter(node -> !isConstant(node)).toList();
      int next = 1;
      for (Node node : nodes) {
        for (Tensor output : node.outputs()) {
          if (node.op() instanceof Read read) {
            name(output, read.variable().name());
          } else if (!nameOf(output).isPresent()) {
            name(output, "v" + next++);
          }
        }
      }
    }

    private void name(Tensor tensor, String name) {
      names.computeIfAbsent(tensor.node(), n -> new HashMap<>()).putIfAbsent(tensor.index(), name);
    }

    private Optional<String> nameOf(Tensor tensor) {
      return Optional.ofNullable(names.getOrDefault(tensor.node(), Map.of()).get(tensor.index()));
    }

    /** Numbers written in formulas, and their repetitions, are no steps of their own. */
    private boolean isConstant(Node node) {
      return !names.containsKey(node)
          && (node.op() instanceof Fill
              || node.op() instanceof Constant
              || ((node.op() instanceof Broadcast || node.op() instanceof Reshape)
                  && isConstant(node.inputs().getFirst().node())));
    }

    ReverseWalk run() {
      List<Tensor> tensors = nodes.stream().flatMap(n -> n.outputs().stream()).toList();
      Gradients gradients = Gradients.of(loss, tensors.toArray(Tensor[]::new));
      List<Tensor> read = new ArrayList<>();
      for (Tensor tensor : tensors) {
        read.add(tensor);
        read.add(gradients.get(tensor));
        read.addAll(locals(tensor));
      }
      // Copies are evaluated, so that the nodes of the caller do not forget their operands.
      List<Tensor> copies =
          read.stream().map(t -> Tensor.apply(new Reshape(t.shape()), t)).toList();
      Tensor.evaluate(copies.toArray(Tensor[]::new));
      List<Step> steps = new ArrayList<>();
      int next = 0;
      for (Tensor tensor : tensors) {
        Node node = tensor.node();
        List<Double> value = values(copies.get(next++));
        List<Double> gradient = values(copies.get(next++));
        List<List<Double>> local = new ArrayList<>();
        boolean elementwise = node.op() instanceof Elementwise;
        for (int i = 0; i < node.inputs().size(); i++) {
          boolean smooth = elementwise && node.inputs().get(i).dtype().isFloating();
          local.add(smooth ? values(copies.get(next++)) : List.of());
        }
        steps.add(
            new Step(
                nameOf(tensor).orElseThrow(),
                node.inputs().isEmpty() ? "" : node.op().name(),
                node.inputs().stream().map(this::operand).toList(),
                value,
                local,
                gradient));
      }
      return new ReverseWalk(steps);
    }

    /** The derivatives by the floating operands of an elementwise operation: its reverse of 1. */
    private static List<Tensor> locals(Tensor tensor) {
      Node node = tensor.node();
      List<Tensor> locals = new ArrayList<>();
      if (node.op() instanceof Elementwise op) {
        Tensor one = Tensor.full(tensor.type(), 1);
        List<@Nullable Tensor> slopes =
            op.vjp(new Op.Applied(node.inputs(), node.outputs()), List.of(one));
        for (int i = 0; i < slopes.size(); i++) {
          Tensor slope = slopes.get(i);
          Tensor operand = node.inputs().get(i);
          if (operand.dtype().isFloating()) {
            locals.add(slope == null ? Tensor.full(operand.type(), 0) : slope);
          }
        }
      }
      return locals;
    }

    private String operand(Tensor tensor) {
      return nameOf(tensor).orElseGet(() -> numbers(values(constant(tensor))));
    }

    private static Tensor constant(Tensor tensor) {
      Tensor source = tensor;
      while (source.node().op() instanceof Broadcast || source.node().op() instanceof Reshape) {
        source = source.node().inputs().getFirst();
      }
      return source;
    }

    private static List<Double> values(Tensor tensor) {
      return Arrays.stream(tensor.toDoubles()).boxed().toList();
    }
  }
}
