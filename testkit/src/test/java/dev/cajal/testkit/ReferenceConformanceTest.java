package dev.cajal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Backends;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reference passes its own suite: float32 storage, layouts and reorders included. */
class ReferenceConformanceTest {

  @TestFactory
  Stream<DynamicTest> everyReferenceKernelPasses() {
    return Conformance.tests(Backends.reference(), Catalogue.all(1));
  }

  @Test
  void theReferenceHasAKernelForEverything() {
    assertThat(Catalogue.all(1))
        .allSatisfy(c -> assertThat(Conformance.check(Backends.reference(), c)).isNotEmpty());
  }
}
