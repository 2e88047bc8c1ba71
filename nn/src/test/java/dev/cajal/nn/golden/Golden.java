package dev.cajal.nn.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.nn.Module;
import dev.cajal.nn.io.Safetensors;
import dev.cajal.tensor.Constant;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One case of a golden file: values and gradients that another system computed in float64. The
 * files are written by the scripts in {@code src/test/golden}.
 */
final class Golden {
  private static final double WIDE = 1e-9;
  private static final double NARROW = 1e-5;

  private final String name;
  private final String kind;
  private final Map<String, String> options;
  private final Map<String, Tensor> tensors;

  private Golden(String name, String description, Map<String, Tensor> tensors) {
    String[] parts = description.split(";", -1);
    this.name = name;
    this.kind = parts[0];
    this.options = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      options.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
    }
    this.tensors = tensors;
  }

  /** Returns the cases of a family. */
  static List<Golden> family(String family) {
    Map<String, Map<String, Tensor>> byCase = new TreeMap<>();
    try {
      Path path =
          Path.of(
              Objects.requireNonNull(Golden.class.getResource("/golden/" + family + ".safetensors"))
                  .toURI());
      try (Safetensors file = Safetensors.open(path)) {
        for (String tensor : file.names()) {
          int slash = tensor.indexOf('/');
          byCase
              .computeIfAbsent(tensor.substring(0, slash), c -> new LinkedHashMap<>())
              .put(
                  tensor.substring(slash + 1),
                  Tensor.apply(new Constant(file.type(tensor), file.read(tensor))));
        }
        List<Golden> cases = new ArrayList<>();
        byCase.forEach((name, tensors) ->
            cases.add(
                new Golden(name, Objects.requireNonNull(file.metadata().get(name)), tensors)));
        return cases;
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("golden file " + family + " cannot be read", e);
    }
  }

  /** Returns what is computed, such as {@code conv2d}. */
  String kind() {
    return kind;
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  String text(String option) {
    return Objects.requireNonNull(options.get(option), option);
  }

  boolean truth(String option) {
    return Boolean.parseBoolean(options.get(option));
  }

  double real(String option) {
    return Double.parseDouble(text(option));
  }

  double real(String option, double otherwise) {
    return has(option) ? real(option) : otherwise;
  }

  int integer(String option) {
    return Integer.parseInt(text(option));
  }

  int integer(String option, int otherwise) {
    return has(option) ? integer(option) : otherwise;
  }

  int[] integers(String option) {
    String text = text(option);
    return text.isEmpty()
        ? new int[0]
        : java.util.Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
  }

  /** Returns a tensor of the case, such as {@code p:weight}. */
  Tensor tensor(String key) {
    return Objects.requireNonNull(tensors.get(key), key);
  }

  boolean hasTensor(String key) {
    return tensors.containsKey(key);
  }

  private int count(String letter) {
    int count = 0;
    while (tensors.containsKey(letter + count)) {
      count++;
    }
    return count;
  }

  /** Some inputs lose what matters in float32; their cases say {@code wide}. */
  private List<DType> dtypes() {
    return truth("wide") ? List.of(DType.FLOAT64) : List.of(DType.FLOAT64, DType.FLOAT32);
  }

  /** Fails unless a function of the inputs gives the outputs and gradients, in both types. */
  void check(Function<List<Tensor>, List<Tensor>> function) {
    for (DType dtype : dtypes()) {
      check(dtype, inputs(dtype), List.of(), xs -> function.apply(xs), Map.of());
    }
  }

  /** Fails unless a module of the first input gives the first output and all gradients. */
  void check(Module[] fresh) {
    check(fresh, (module, xs) -> List.of(module.apply(xs.getFirst())), Trace::evaluation);
  }

  /** Applies a module to the inputs of a case. */
  interface Application {
    List<Tensor> of(Module module, List<Tensor> inputs);
  }

  /**
   * Fails unless modules give the outputs and gradients.
   *
   * @param fresh two modules that were not built: one for float64, one for float32
   */
  void check(Module[] fresh, Application application, java.util.function.Supplier<Trace> traces) {
    for (DType dtype : dtypes()) {
      Module module = fresh[dtype == DType.FLOAT64 ? 0 : 1];
      Shape sample = tensor("x0").shape();
      DType input = tensor("x0").dtype().isFloating() ? dtype : tensor("x0").dtype();
      module.build(new TensorType(input, sample.slice(1, sample.rank())), dtype, 1);
      load(module);
      Trace trace = traces.get();
      check(
          dtype,
          inputs(dtype),
          module.parameters(),
          xs -> application.of(module, xs),
          Map.of("trace", trace));
    }
  }

  /** Gives a built module the parameters and buffers of the case. */
  void load(Module module) {
    Map<String, Variable> state = module.state();
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      if (entry.getKey().startsWith("p:")) {
        String path = entry.getKey().substring(2);
        Variable variable = state.get(path);
        assertThat(variable).as("%s: parameter %s of %s", this, path, state.keySet()).isNotNull();
        assertThat(variable.type().shape())
            .as("%s: %s", this, path)
            .isEqualTo(entry.getValue().shape());
        variable.set(entry.getValue().cast(variable.type().dtype()).values());
      }
    }
  }

  /** Returns the inputs of a case as variables. */
  List<Variable> inputs(DType dtype) {
    List<Variable> inputs = new ArrayList<>();
    for (int i = 0; i < count("x"); i++) {
      Tensor x = tensor("x" + i);
      DType type = x.dtype().isFloating() ? dtype : x.dtype();
      Variable variable = new Variable("x" + i, new TensorType(type, x.shape()));
      variable.set(x.cast(type).values());
      inputs.add(variable);
    }
    return inputs;
  }

  private void check(
      DType dtype,
      List<Variable> inputs,
      List<Variable> parameters,
      Function<List<Tensor>, List<Tensor>> function,
      Map<String, Trace> context) {
    Trace trace = context.get("trace");
    List<Tensor> xs =
        inputs.stream().map(v -> trace == null ? v.tensor() : v.tensor(trace)).toList();
    List<Tensor> ys = function.apply(xs);
    assertThat(ys).as("%s: outputs", this).hasSizeGreaterThanOrEqualTo(count("y"));
    Tensor loss = Tensor.scalar(dtype, 0);
    boolean differentiable = false;
    for (int i = 0; i < count("y"); i++) {
      close(dtype, "y" + i, ys.get(i));
      if (hasTensor("c" + i)) {
        differentiable = true;
        loss = loss.add(ys.get(i).mul(tensor("c" + i).cast(dtype)).sum());
      }
    }
    if (differentiable) {
      List<Variable> all =
          new ArrayList<>(inputs.stream().filter(v -> v.type().dtype().isFloating()).toList());
      all.addAll(parameters);
      Gradients gradients = Gradients.of(loss, all);
      for (Variable variable : all) {
        String key = inputs.contains(variable) ? "g" + variable.name() : "gp:" + variable.name();
        if (hasTensor(key)) {
          close(dtype, key, gradients.get(variable));
        }
      }
    }
  }

  /** Fails unless a tensor is what the case says. */
  void close(DType dtype, String key, Tensor actual) {
    Tensor expected = tensor(key);
    assertThat(actual.shape()).as("%s %s: shape", this, key).isEqualTo(expected.shape());
    double[] e = expected.toDoubles();
    double[] a = actual.toDoubles();
    double scale = 1;
    for (double value : e) {
      scale = Double.isFinite(value) ? Math.max(scale, Math.abs(value)) : scale;
    }
    double tolerance = (dtype == DType.FLOAT64 ? WIDE : NARROW) * scale;
    for (int i = 0; i < e.length; i++) {
      boolean same = Double.compare(e[i], a[i]) == 0 || Math.abs(e[i] - a[i]) <= tolerance;
      assertThat(same)
          .as("%s %s %s at %d: expected %s, found %s", this, dtype, key, i, e[i], a[i])
          .isTrue();
    }
  }

  @Override
  public String toString() {
    return name + " " + kind + " " + options;
  }
}
