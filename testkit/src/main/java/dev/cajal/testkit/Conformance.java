package dev.cajal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Choice;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The suite that every backend must pass: each kernel that it offers for a case of the catalogue,
 * in each of the layouts in which the planner may ask, gives the result of the reference within the
 * tolerance of the case; it writes all of its outputs and nothing else, leaves padding zero, does
 * not depend on what memory held before, and gives the same bits again.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> everyKernelAgreesWithTheReference() {
 *   return Conformance.tests(new MyBackend(), Catalogue.all(1));
 * }
 * }</pre>
 */
public final class Conformance {
  private static final long SEED = 20;

  private Conformance() {}

  /** Returns one test for each case; a case for which the backend has no kernel passes. */
  public static Stream<DynamicTest> tests(Backend backend, List<Case> cases) {
    return cases.stream().map(c -> DynamicTest.dynamicTest(c.toString(), () -> check(backend, c)));
  }

  /**
   * Checks every kernel that a backend offers for a case.
   *
   * @return the names of the kernels, without repetition; empty if it offers none
   * @throws AssertionError if one is wrong, naming case, kernel, layouts, element and values
   */
  public static List<String> check(Backend backend, Case example) {
    List<TensorType> outputs = example.operation().infer(example.inputTypes());
    Expected expected = Expected.of(example, SEED);
    TreeSet<String> kernels = new TreeSet<>();
    Set<Request> asked = new HashSet<>();
    for (Variant variant : Variant.values()) {
      Request request = variant.request(example.operation(), example.inputTypes(), outputs);
      Optional<Choice> choice = asked.add(request) ? backend.choose(request) : Optional.empty();
      choice.ifPresent(c -> {
        kernels.add(c.kernel().name());
        new Trial(example, outputs, c, variant.name()).check(expected);
      });
    }
    return List.copyOf(kernels);
  }

  /** One kernel with the layouts it asked for. */
  private record Trial(Case example, List<TensorType> types, Choice choice, String variant) {

    void check(Expected expected) {
      MemorySegment[] inputs = inputs();
      MemorySegment[] outputs = outputs();
      MemorySegment scratch = Buffers.rubbish(choice.kernel().scratchBytes());
      choice.kernel().run(inputs, outputs, scratch);
      Buffers.checkFence(scratch, choice.kernel().scratchBytes(), this + ", scratch");
      MemorySegment[] untouched = inputs();
      for (int i = 0; i < inputs.length; i++) {
        assertThat(inputs[i].mismatch(untouched[i]))
            .as("%s: input %d was written", this, i)
            .isEqualTo(-1);
      }
      for (int o = 0; o < outputs.length; o++) {
        String where = this + ", output " + o;
        Buffers.checkFence(outputs[o], bytes(o), where);
        Buffers.checkPadding(types.get(o), outputs[o], choice.outputs().get(o), where);
        expected.check(o, HostArray.of(types.get(o), rowMajor(o, outputs[o])), where);
      }
      checkSecondRun(outputs);
      checkOverwriting(outputs);
    }

    /** A replay, with other memory, gives the same bits. */
    private void checkSecondRun(MemorySegment[] first) {
      MemorySegment[] again = outputs();
      choice.kernel().run(inputs(), again, Buffers.rubbish(choice.kernel().scratchBytes()));
      for (int o = 0; o < first.length; o++) {
        checkSame(o, first[o], again[o], "a second run");
      }
    }

    /** A kernel that allows it gives the same bits when it writes over an operand. */
    private void checkOverwriting(MemorySegment[] first) {
      for (int o = 0; o < types.size(); o++) {
        for (int i = 0; i < choice.inputs().size(); i++) {
          if (choice.kernel().mayOverwrite(o, i)
              && example.inputTypes().get(i).equals(types.get(o))
              && choice.inputs().get(i).equals(choice.outputs().get(o))) {
            MemorySegment[] inputs = inputs();
            MemorySegment[] outputs = outputs();
            outputs[o] = inputs[i];
            choice.kernel().run(inputs, outputs, Buffers.rubbish(choice.kernel().scratchBytes()));
            checkSame(o, first[o], outputs[o], "writing over input " + i);
          }
        }
      }
    }

    private void checkSame(int o, MemorySegment first, MemorySegment other, String how) {
      assertThat(rowMajor(o, first).mismatch(rowMajor(o, other)))
          .as("%s, output %d: %s gives other bits, first at byte", this, o, how)
          .isEqualTo(-1);
    }

    private MemorySegment[] inputs() {
      List<MemorySegment> rowMajor = example.inputs(SEED);
      MemorySegment[] inputs = new MemorySegment[rowMajor.size()];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] =
            Buffers.arranged(example.inputTypes().get(i), rowMajor.get(i), choice.inputs().get(i));
      }
      return inputs;
    }

    private MemorySegment[] outputs() {
      List<MemorySegment> outputs = new ArrayList<>();
      for (int o = 0; o < types.size(); o++) {
        outputs.add(Buffers.rubbish(bytes(o)));
      }
      return outputs.toArray(MemorySegment[]::new);
    }

    private long bytes(int o) {
      return Buffers.bytes(types.get(o), choice.outputs().get(o));
    }

    private MemorySegment rowMajor(int o, MemorySegment memory) {
      return Buffers.rowMajor(types.get(o), memory, choice.outputs().get(o));
    }

    @Override
    public String toString() {
      return example
          + " by "
          + choice.kernel().name()
          + ", "
          + variant
          + " "
          + choice.inputs()
          + " to "
          + choice.outputs();
    }
  }
}
