package dev.cajal.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the modules point one way, whatever a descriptor might come to allow. */
class ModuleArrowsTest {

  private static final List<String> CORE =
      List.of("backend", "tensor", "op", "grad", "graph", "recurrent", "curvature");

  @ParameterizedTest(name = "{0} sees {1}")
  @CsvSource({
    "core, core",
    "cpu, cpu core",
    "nn, nn core",
    "testkit, testkit core",
    "zoo, zoo core nn",
    "classic, classic core nn",
    "vision, vision core nn",
    "viz, viz",
    "labs, labs core nn classic zoo vision viz",
    "interop, interop core nn",
    "examples, examples core nn",
    "bench, bench core nn zoo cpu",
  })
  void aModuleSeesItselfAndTheModulesBelow(String module, String seen) {
    String[] allowed =
        Arrays.stream(seen.split(" ")).flatMap(ModuleArrowsTest::packages).toArray(String[]::new);
    classes()
        .that()
        .resideInAnyPackage(packages(module).toArray(String[]::new))
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(allowed)
                .or(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("dev.cajal.."))))
        .allowEmptyShould(true)
        .check(Production.CLASSES);
  }

  @ParameterizedTest(name = "{0} is optional")
  @CsvSource({"cpu", "testkit", "cli"})
  void noModuleNeedsTheOptionalOnes(String module) {
    String folder = "dev.cajal." + module + "..";
    noClasses()
        .that()
        .resideOutsideOfPackages(folder, "dev.cajal.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(folder)
        .allowEmptyShould(true)
        .check(Production.CLASSES);
  }

  private static Stream<String> packages(String module) {
    Stream<String> names = module.equals("core") ? CORE.stream() : Stream.of(module);
    return names.map(name -> "dev.cajal." + name + "..");
  }
}
