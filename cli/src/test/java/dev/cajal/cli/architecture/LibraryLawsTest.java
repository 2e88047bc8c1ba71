package dev.cajal.cli.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.accessClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

/**
 * What a library never does: print, hide state in threads, reflect, serialise, reach into the JVM.
 */
class LibraryLawsTest {

  private static final String[] PROGRAMS = {
    "dev.cajal.cli..", "dev.cajal.bench..", "dev.cajal.examples.."
  };

  @Test
  void librariesDoNotWriteToTheConsole() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(PROGRAMS)
            .should(ACCESS_STANDARD_STREAMS)
            .because("libraries report through System.Logger or to listeners"));
  }

  @Test
  void modesAndSeedsTravelWithTheTraceAndNotWithTheThread() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.cajal.cpu..", PROGRAMS[0], PROGRAMS[1])
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocal.class));
  }

  @Test
  void nothingUsesUnsafeOrTheInternalsOfTheJdk() {
    check(noClasses().should().dependOnClassesThat().resideInAnyPackage("sun..", "jdk.internal.."));
  }

  @Test
  void nothingUsesJavaSerialization() {
    check(
        noClasses()
            .should(accessClassesThat(JavaClass.Predicates.assignableTo(ObjectInputStream.class)))
            .orShould(
                accessClassesThat(JavaClass.Predicates.assignableTo(ObjectOutputStream.class)))
            .orShould()
            .beAssignableTo(Externalizable.class));
  }

  @Test
  void librariesDoNotReflect() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(PROGRAMS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .orShould()
            .callMethod(Class.class, "forName", String.class));
  }

  @Test
  void theIncubatingVectorModuleIsConfinedToTheLoops() {
    check(
        noClasses()
            .that()
            .haveNameNotMatching("dev\\.cajal\\.cpu\\.vector\\.Vector(\\w*Loops|Lanes)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector..")
            .because("the backend must load where that module is absent"));
  }

  @Test
  void foreignFunctionsAreCalledByTheCpuBackendAlone() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.cajal.cpu..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.foreign.Linker"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(Production.CLASSES);
  }
}
