package dev.cajal.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inside core: {@code backend ← tensor (with op) ← grad ← graph}; and no cycle anywhere. */
class CoreLayersTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "backend, backend",
    "tensor, backend tensor op",
    "op, backend tensor op",
    "grad, backend tensor op grad",
    "graph, backend tensor op grad graph",
  })
  void aLayerSeesItselfAndTheLayersBelow(String layer, String seen) {
    String allowed = "dev.cajal.(" + seen.replace(' ', '|') + ")(\\..*)?";
    classes()
        .that()
        .resideInAPackage("dev.cajal." + layer + "..")
        .should()
        .onlyDependOnClassesThat()
        .haveNameMatching("(" + allowed + "\\..*)|(java\\..*)|(org\\.jspecify\\..*)|([^.]*)")
        .allowEmptyShould(true)
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
