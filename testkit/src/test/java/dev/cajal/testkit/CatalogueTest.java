package dev.cajal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.op.Conv;
import dev.cajal.recurrent.Recurrence;
import dev.cajal.tensor.Op;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final List<Case> PRIMITIVES = Catalogue.primitives(1);

  @Test
  void everyPrimitiveIsInTheCatalogue() {
    Set<String> covered =
        PRIMITIVES.stream()
            .map(c -> c.operation().getClass().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(primitives()).hasSizeGreaterThan(50).isEqualTo(covered);
  }

  @Test
  void everyPrimitiveWithARuleHasACaseWithSecondDerivatives() {
    Set<Class<?>> checked =
        PRIMITIVES.stream()
            .filter(c -> c.derivatives() > 1 && !c.operands().isEmpty())
            .map(c -> c.operation().getClass())
            .collect(Collectors.toSet());

    assertThat(PRIMITIVES)
        .allSatisfy(c -> {
          boolean declared =
              List.of(c.operation().getClass().getDeclaredMethods()).stream()
                  .anyMatch(m -> m.getName().equals("vjp") || m.getName().equals("slope"));
          assertThat(checked.contains(c.operation().getClass()) || !declared).as("%s", c).isTrue();
        });
  }

  @Test
  void aSeedAlwaysGivesTheSameCases() {
    assertThat(Catalogue.all(5).toString()).isEqualTo(Catalogue.all(5).toString());
    assertThat(Catalogue.all(5).toString()).isNotEqualTo(Catalogue.all(6).toString());
  }

  /** The names of the records in the packages of primitives, on the module or the class path. */
  private static Set<String> primitives() {
    Set<String> names = new TreeSet<>();
    for (String home : List.of(Conv.class.getPackageName(), Recurrence.class.getPackageName())) {
      String folder = home.replace('.', '/');
      for (String resource : resources(folder)) {
        String name = resource.substring(folder.length() + 1).replace(".class", "");
        if (!name.contains("/") && isPrimitive(home + "." + name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static boolean isPrimitive(String name) {
    try {
      Class<?> type = Class.forName(name);
      return type.isRecord() && Op.class.isAssignableFrom(type);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> resources(String folder) {
    ResolvedModule module =
        ModuleLayer.boot().configuration().findModule("dev.cajal.core").orElseThrow();
    try (ModuleReader reader = module.reference().open()) {
      return reader.list().filter(r -> r.startsWith(folder + "/") && r.endsWith(".class")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
