package dev.cajal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Backends;
import dev.cajal.graph.Example.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Training steps planned without one pass after the other, against the operations by their
 * definition, one by one.
 */
class PassesOneByOneTest {
  private static final StepOptions STRICT = StepOptions.plain();
  private static final StepOptions AGAIN = STRICT.activations(Activations.RECOMPUTE);
  private static final StepOptions FAST = STRICT.precision(Precision.FAST);
  private static final double ROUNDING = 2e-3;
  private static final double COARSE = 0.05;

  @TestFactory
  Stream<DynamicTest> aStepComputesTheSameWhicheverPassIsLeftOut() {
    return Stream.of(Example.values()).flatMap(e -> tests(e, STRICT, ROUNDING, leavingOneOut()));
  }

  @TestFactory
  Stream<DynamicTest> soDoesOneThatComputesActivationsAgain() {
    return Stream.of(Example.LENET, Example.BATCH_NORM)
        .flatMap(e -> tests(e, AGAIN, ROUNDING, List.of(Set.of(), Pass.all())));
  }

  @TestFactory
  Stream<DynamicTest> inMixedPrecisionItDoesUpToItsRounding() {
    return Stream.of(Example.WIDE, Example.BATCH_NORM)
        .flatMap(e -> tests(e, FAST, COARSE, List.of(Set.of(), Pass.all())));
  }

  @Tag("slow")
  @TestFactory
  Stream<DynamicTest> inEveryModeAnyPassMayBeAloneOrLeftOut() {
    List<Set<Pass>> choices = new ArrayList<>(leavingOneOut());
    Stream.of(Pass.values()).map(EnumSet::of).forEach(choices::add);
    return Stream.of(Example.values())
        .flatMap(e ->
            Stream.of(
                    tests(e, STRICT, ROUNDING, choices),
                    tests(e, AGAIN, ROUNDING, choices),
                    tests(e, FAST, COARSE, choices))
                .flatMap(t -> t));
  }

  @ParameterizedTest
  @EnumSource
  void everyPassIsNeededBySomeStep(Pass pass) {
    assertThat(Example.values())
        .anySatisfy(example ->
            assertThat(example.plan(without(pass))).isNotEqualTo(example.plan(Pass.all())));
  }

  @Test
  void aStrictStepGivesTheSameBitsAgain() {
    for (Example example : Example.values()) {
      for (int threads : new int[] {1, 2}) {
        StepOptions options = STRICT.threads(threads);
        Outcome once = example.train(Backends.all(), Pass.all(), options);
        Outcome again = example.train(Backends.all(), Pass.all(), options);
        once.changes()
            .forEach((name, changes) ->
                assertThat(Arrays.mismatch(again.changes().get(name), changes))
                    .as("first other bits in %s of %s on %d threads", name, example, threads)
                    .isEqualTo(-1));
      }
    }
  }

  private static Stream<DynamicTest> tests(
      Example example, StepOptions options, double tolerance, List<Set<Pass>> choices) {
    List<Backend> byDefinition = List.of(Backends.reference());
    StepOptions kept = options.activations(Activations.KEEP);
    Outcome expected = example.train(byDefinition, Set.of(), kept);
    return choices.stream()
        .map(passes ->
            DynamicTest.dynamicTest(
                "%s, %s %s, with %s"
                    .formatted(
                        example, options.precision(), options.activations(), new TreeSet<>(passes)),
                () -> check(example.train(Backends.all(), passes, options), expected, tolerance)));
  }

  private static List<Set<Pass>> leavingOneOut() {
    return Stream.concat(
            Stream.of(Set.<Pass>of(), Pass.all()), Stream.of(Pass.values()).map(p -> without(p)))
        .toList();
  }

  private static Set<Pass> without(Pass pass) {
    return EnumSet.complementOf(EnumSet.of(pass));
  }

  private static void check(Outcome outcome, Outcome expected, double tolerance) {
    expected
        .changes()
        .forEach((name, changes) -> {
          double size = 0;
          double error = 0;
          double[] found = Objects.requireNonNull(outcome.changes().get(name));
          for (int i = 0; i < changes.length; i++) {
            size = Math.max(size, Math.abs(changes[i]));
            error = Math.max(error, Math.abs(found[i] - changes[i]));
          }
          assertThat(error).as("error of %s", name).isLessThanOrEqualTo(tolerance * size);
        });
  }
}
