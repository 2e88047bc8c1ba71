package dev.cajal.grad.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Derivatives printed as Java, compiled by the JDK and run. */
class JavaNotationTest {
  @TempDir private Path folder;

  private final Tensor x = Tensor.of(Shape.of(), 0.7);
  private final Tensor y = Tensor.of(Shape.of(2), -1.3, 0.4);
  private final Symbolic symbolic = Symbolic.naming(Map.of("x", x, "double", y));

  @Test
  void sharedPartsAreComputedOnce() {
    Expression e = symbolic.derivative(x.square().sin().add(x.square().mul(3)).cos(), x);
    assertThat(e.java("slope"))
        .isEqualTo(
            """
            static double slope(double x) {
              double t1 = x * x;
              return -Math.sin(Math.sin(t1) + 3.0 * t1) * (2.0 * x * Math.cos(t1) + 6.0 * x);
            }
            """);
  }

  @Test
  void whatIsPrintedCompilesAndHasTheSameValue() throws Throwable {
    Tensor sum = y.mul(x).sum();
    List<Expression> formulas = new ArrayList<>();
    for (Tensor f :
        List.of(
            x.square().sin().add(x.square().mul(3)).cos(),
            sum.sigmoid().mul(sum.tanh()).div(x.square().add(1)),
            x.relu().maximum(sum).minimum(x.mul(-2)).add(x.abs().log()),
            x.abs().sqrt().add(x.pow(-3)).add(x.exp().neg().exp()),
            sum.sub(x).square().add(y.square().sum()).pow(x).mul(0.3),
            x.less(0).where(x.sin(), x.floor().add(x.sign())))) {
      formulas.add(symbolic.formula(f.sum()));
      formulas.add(symbolic.derivative(f.sum(), x));
      formulas.addAll(symbolic.gradient(f.sum(), y));
      formulas.add(symbolic.unsimplified().derivative(f.sum(), x));
    }
    StringBuilder source = new StringBuilder("public final class Printed {\n");
    for (int i = 0; i < formulas.size(); i++) {
      source.append("public ").append(formulas.get(i).java("f" + i));
    }
    Class<?> compiled = compiled(source.append("}\n").toString());
    for (double at : new double[] {0.7, -1.2}) {
      Map<String, Double> values = Map.of("x", at, "double[0]", -1.3, "double[1]", 0.4);
      for (int i = 0; i < formulas.size(); i++) {
        List<Object> arguments =
            List.copyOf(formulas.get(i).symbols().stream().map(values::get).toList());
        double expected = formulas.get(i).evaluate(values);
        double actual = (double) method(compiled, "f" + i).invokeWithArguments(arguments);
        if (Double.isNaN(expected)) {
          assertThat(actual).as("%s", formulas.get(i)).isNaN();
        } else {
          assertThat(actual)
              .as("%s at %s", formulas.get(i), at)
              .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
        }
      }
    }
  }

  private static MethodHandle method(Class<?> type, String name) throws IllegalAccessException {
    return MethodHandles.lookup()
        .unreflect(
            List.of(type.getMethods()).stream()
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow());
  }

  private Class<?> compiled(String source) throws Exception {
    Path file = Files.writeString(folder.resolve("Printed.java"), source);
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(out, out, "-Xlint:all", "-Werror", "-d", folder.toString(), file.toString());
    assertThat(status).as("%s%n%s", messages, source).isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      return loader.loadClass("Printed");
    }
  }

  @Test
  void javaHasNoErrorFunction() {
    assertThatThrownBy(() -> symbolic.formula(x.erf()).java("f"))
        .hasMessage("symbolic: Java has no function for erf(x); evaluate the expression instead");
  }
}
