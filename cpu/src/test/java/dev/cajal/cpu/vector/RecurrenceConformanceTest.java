package dev.cajal.cpu.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Request;
import dev.cajal.cpu.CpuBackend;
import dev.cajal.recurrent.Cell;
import dev.cajal.recurrent.Recurrence;
import dev.cajal.recurrent.RecurrenceGrad;
import dev.cajal.testkit.Case;
import dev.cajal.testkit.Catalogue;
import dev.cajal.testkit.Conformance;
import dev.cajal.testkit.Operand;
import dev.cajal.testkit.Tolerance;
import dev.cajal.testkit.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The kernels of recurrences on several sizes, and that there are any. */
class RecurrenceConformanceTest {

  private static List<Case> cases(long seed) {
    return Catalogue.primitives(seed).stream()
        .filter(c -> c.operation() instanceof Recurrence || c.operation() instanceof RecurrenceGrad)
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> kernelsAgreeWithTheReferenceOnManySizes() {
    CpuBackend backend = new CpuBackend();
    return LongStream.rangeClosed(1, 5)
        .boxed()
        .flatMap(seed -> Conformance.tests(backend, cases(seed)));
  }

  /** More elements than go through the loops together, and enough work for the whole team. */
  @TestFactory
  Stream<DynamicTest> kernelsAgreeWithTheReferenceOnWideStates() {
    List<Case> wide = Arrays.stream(Cell.values()).map(cell -> wide(cell, 300)).toList();
    return Conformance.tests(new CpuBackend(), wide);
  }

  @TestFactory
  Stream<DynamicTest> kernelsAgreeWithTheReferenceOnStatesOfWholeVectors() {
    List<Case> whole =
        Arrays.stream(Cell.values())
            .flatMap(cell -> Stream.of(wide(cell, 96), wideGrad(cell, 96)))
            .toList();
    return Conformance.tests(new CpuBackend(), whole);
  }

  private static Case wide(Cell cell, long hidden) {
    Recurrence operation = new Recurrence(cell, true, true);
    return new Case(
        cell + " of size " + hidden,
        operation,
        operands(cell, hidden),
        Tolerance.relative(400, 1),
        0);
  }

  private static List<Operand> operands(Cell cell, long hidden) {
    Values values = Values.uniform(-0.9, 0.9);
    List<Operand> operands =
        new ArrayList<>(
            List.of(
                Operand.of(values, 3, 16, cell.gates() * hidden),
                Operand.of(Values.uniform(-0.08, 0.08), cell.gates() * hidden, hidden),
                Operand.of(values, cell.gates() * hidden)));
    operands.addAll(Collections.nCopies(cell.states(), Operand.of(values, 16, hidden)));
    operands.add(Operand.of(DType.INT64, Values.below(4), 16));
    return operands;
  }

  private static Case wideGrad(Cell cell, long hidden) {
    List<Operand> forward = operands(cell, hidden);
    List<Operand> results =
        new Recurrence(cell, true, true)
            .infer(forward.stream().map(Operand::type).toList()).stream()
                .map(t -> Operand.of(Values.uniform(-0.9, 0.9), t.shape().toArray()))
                .toList();
    List<Operand> operands = new ArrayList<>(List.of(forward.get(1)));
    operands.addAll(forward.subList(3, 3 + cell.states()));
    operands.addAll(results);
    operands.add(results.getFirst());
    operands.add(forward.getLast());
    List<Boolean> given = new ArrayList<>(Collections.nCopies(results.size(), false));
    given.set(0, true);
    return new Case(
        cell + " of size " + hidden + ", outputs alone",
        new RecurrenceGrad(cell, true, true, given),
        operands,
        Tolerance.relative(400, 1),
        0);
  }

  @TestFactory
  Stream<DynamicTest> kernelsWithoutNativesAndVectorsAgreeToo() {
    return Conformance.tests(new Plain(), cases(6));
  }

  /** Plain loops throughout. */
  private record Plain() implements Backend {

    @Override
    public String name() {
      return "plain";
    }

    @Override
    public int priority() {
      return 0;
    }

    @Override
    public List<String> describe() {
      return List.of();
    }

    @Override
    public Optional<Choice> choose(Request request) {
      return RecurrentKernels.choose(request, ScalarLoops.INSTANCE);
    }
  }

  @Test
  void everyCaseWithElementsHasAKernel() {
    CpuBackend backend = new CpuBackend();
    assertThat(cases(1))
        .allSatisfy(c -> {
          boolean empty = c.inputTypes().stream().anyMatch(t -> t.shape().count() == 0);
          assertThat(Conformance.check(backend, c).isEmpty()).as("%s", c).isEqualTo(empty);
        });
  }
}
