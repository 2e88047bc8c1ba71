package dev.cajal.testkit;

import dev.cajal.tensor.Op;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every derivative rule against finite differences, and against its transpose. */
class DerivativesTest {

  @TestFactory
  Stream<DynamicTest> bothRulesOfEveryPrimitiveAgreeWithFiniteDifferences() {
    return Catalogue.primitives(2).stream()
        .filter(c -> c.derivatives() > 0)
        .map(c ->
            DynamicTest.dynamicTest(
                c.toString(),
                () -> GradientAssertions.assertRules((Op) c.operation(), c.wideTensors(3))));
  }

  @TestFactory
  Stream<DynamicTest> everySmoothPrimitiveCanBeDifferentiatedTwice() {
    return Catalogue.primitives(4).stream()
        .filter(c -> c.derivatives() > 1)
        .map(c ->
            DynamicTest.dynamicTest(
                c.toString(),
                () ->
                    GradientAssertions.assertSecondDerivatives(
                        (Op) c.operation(), c.wideTensors(5))));
  }
}
