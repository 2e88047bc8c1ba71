package dev.cajal.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cajal.backend.Operation;
import dev.cajal.cpu.natives.Library;
import dev.cajal.graph.Mixed;
import dev.cajal.op.MaxPool;
import dev.cajal.testkit.Case;
import dev.cajal.testkit.Catalogue;
import dev.cajal.testkit.Conformance;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every kernel of this backend against the reference, on the whole catalogue. */
class CpuConformanceTest {

  @TestFactory
  Stream<DynamicTest> everyKernelAgreesWithTheReference() {
    return Conformance.tests(new CpuBackend(), cases(1));
  }

  @Tag("slow")
  @TestFactory
  Stream<DynamicTest> everyKernelAgreesWithTheReferenceOnManyMoreSizes() {
    CpuBackend backend = new CpuBackend();
    return LongStream.rangeClosed(2, 12)
        .boxed()
        .flatMap(seed -> Conformance.tests(backend, cases(seed)));
  }

  @Test
  void oneDnnHasKernelsForWhatNetworksSpendTheirTimeOn() {
    assumeTrue(Library.isLoaded(), "oneDNN is not available: " + Library.describe());
    CpuBackend backend = new CpuBackend();

    Set<String> offered =
        cases(1).stream()
            .filter(c -> Conformance.check(backend, c).stream().anyMatch(k -> k.startsWith("dnnl")))
            .map(c -> c.operation().name())
            .collect(Collectors.toSet());

    assertThat(offered)
        .contains(
            "conv",
            "conv+bias+relu",
            "conv_input_grad",
            "conv_weight_grad",
            "matmul",
            "matmul+bias+relu",
            "max_pool",
            "max_unpool",
            "avg_pool",
            "avg_pool_grad");
  }

  /** All but the maximum of values outside the finite numbers, where oneDNN differs. */
  private static List<Case> cases(long seed) {
    return Catalogue.all(seed).stream()
        .filter(c -> !Library.isLoaded() || !isMaxPool(c.operation()) || isFinite(c.label()))
        .toList();
  }

  private static boolean isMaxPool(Operation operation) {
    return operation instanceof MaxPool
        || (operation instanceof Mixed mixed && mixed.operation() instanceof MaxPool);
  }

  private static boolean isFinite(String label) {
    return Stream.of("edges", "all minus infinity").noneMatch(label::startsWith);
  }
}
