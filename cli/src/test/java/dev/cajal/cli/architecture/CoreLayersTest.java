package dev.cajal.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Inside core: {@code backend ← tensor (with op) ← grad ← graph ← curvature}, and {@code grad ←
 * recurrent}; no cycle anywhere.
 */
class CoreLayersTest {

  @ParameterizedTest(name = "{0} does not see {1}")
  @CsvSource({
    "backend, tensor op grad recurrent graph curvature",
    "tensor, grad recurrent graph curvature",
    "op, grad recurrent graph curvature",
    "grad, recurrent graph curvature",
    "recurrent, graph curvature",
    "graph, recurrent curvature",
  })
  void aLayerDoesNotSeeTheLayersAbove(String layer, String above) {
    String[] hidden =
        Arrays.stream(above.split(" "))
            .map(name -> "dev.cajal." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("dev.cajal." + layer + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(hidden)
        .check(Production.CLASSES);
  }

  @Test
  void packagesFormNoCycles() {
    slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(Production.CLASSES);
  }

  /** A slice a package; a tensor and the operations that it offers as methods are one. */
  private static final class Packages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      if (!name.startsWith("dev.cajal.")) {
        return SliceIdentifier.ignore();
      }
      return SliceIdentifier.of(name.replace("dev.cajal.op", "dev.cajal.tensor"));
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
