package dev.cajal.cli.docs;

import dev.cajal.backend.DType;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Plan;
import dev.cajal.graph.Step;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import dev.cajal.testkit.Case;
import dev.cajal.testkit.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes {@code docs/operators.md} from what is there: the comments of the operations, the cases of
 * the conformance suite, and the kernels that plans choose for them.
 */
final class OperatorsPage {
  private static final int PLANNED_CASES = 6;
  private static final String HEAD =
      """
      # Operators
      Every primitive operation: what it computes, its derivatives, and which kernels compute it. All other methods of
      `Tensor`, all layers, losses and optimizers are composed of these. The definition of each is the reference forward in its source file;
      the tests compare every kernel with it, both derivative rules with finite differences and with each other.

      "Kernels" are those that plans chose for float32 cases of the conformance suite, on a processor with AVX-512 where oneDNN runs; `reference` is the
      plain loop of the source file. float64 always runs the reference. Elementwise operations become parts of fused programs.

      This page is generated from the sources by `./mvnw -pl cli -am test -Dtest=OperatorsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dcajal.docs=write`.
      """;

  private final Path root;

  OperatorsPage(Path root) {
    this.root = root;
  }

  /** Returns the whole page; the line of kernels depends on the machine. */
  String text() throws IOException {
    Map<String, List<Case>> byOperation = new TreeMap<>();
    for (Case each : Catalogue.primitives(1)) {
      byOperation
          .computeIfAbsent(each.operation().getClass().getName(), n -> new ArrayList<>())
          .add(each);
    }
    StringBuilder page = new StringBuilder(HEAD);
    for (Map.Entry<String, List<Case>> entry : byOperation.entrySet()) {
      page.append('\n').append(section(entry.getKey(), entry.getValue()));
    }
    return page.toString();
  }

  private String section(String type, List<Case> cases) throws IOException {
    String file = "core/src/main/java/" + type.replace('.', '/') + ".java";
    String simple = type.substring(type.lastIndexOf('.') + 1);
    Case example =
        cases.stream()
            .filter(c -> c.inputTypes().stream().anyMatch(t -> t.shape().count() > 1))
            .findFirst()
            .orElse(cases.getFirst());
    return "## "
        + simple
        + "\n\n"
        + JavadocText.of(Files.readString(root.resolve(file)))
        + "\n\n| | |\n|---|---|\n"
        + row("name", "`" + example.operation().name() + "`")
        + row("types", "`" + types(example) + "`")
        + row("derivatives", derivatives(cases))
        + row("kernels", String.join(", ", kernels(cases)))
        + row("source", "[" + simple + ".java](../" + file + ")");
  }

  private static String row(String name, String value) {
    return "| " + name + " | " + value + " |\n";
  }

  private static String types(Case example) {
    List<TensorType> inputs = example.inputTypes();
    return (inputs.isEmpty() ? "()" : joined(inputs))
        + " → "
        + joined(example.operation().infer(inputs));
  }

  private static String joined(List<TensorType> types) {
    return types.stream().map(TensorType::toString).collect(Collectors.joining(", "));
  }

  private static String derivatives(List<Case> cases) {
    return switch (cases.stream().mapToInt(Case::derivatives).max().orElse(0)) {
      case 0 -> "none";
      case 1 -> "reverse and forward, checked";
      default -> "reverse and forward, checked; second derivatives checked";
    };
  }

  private static List<String> kernels(List<Case> cases) {
    Map<String, Boolean> names = new LinkedHashMap<>();
    cases.stream()
        .filter(c -> c.inputTypes().stream().noneMatch(t -> t.dtype() == DType.FLOAT64))
        .filter(c -> c.inputTypes().stream().noneMatch(t -> t.shape().count() == 0))
        .limit(PLANNED_CASES)
        .map(OperatorsPage::plan)
        .forEach(plan -> plan.kernels().forEach(k -> names.put("`" + k + "`", true)));
    List<String> found = new ArrayList<>(new TreeSet<>(names.keySet()));
    found.removeIf(k -> k.contains("reorder"));
    return found.isEmpty() ? List.of("none: computed when planning") : found;
  }

  private static Plan plan(Case one) {
    List<Tensor> inputs = new ArrayList<>();
    for (TensorType type : one.inputTypes()) {
      inputs.add(new Variable("x" + inputs.size(), type).tensor());
    }
    return Step.compile(Tensor.applyAll((Op) one.operation(), inputs).toArray(Tensor[]::new))
        .plan();
  }
}
