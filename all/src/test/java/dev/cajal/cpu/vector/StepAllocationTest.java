package dev.cajal.cpu.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.cajal.backend.Backend;
import dev.cajal.backend.Choice;
import dev.cajal.backend.Request;
import dev.cajal.cpu.dnnl.DnnlKernels;
import dev.cajal.cpu.natives.Library;
import dev.cajal.cpu.portable.PortableKernels;
import dev.cajal.graph.Example;
import dev.cajal.graph.Step;
import dev.cajal.graph.StepOptions;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A step that has been run a few times leaves nothing on the heap. The loops are the plain ones:
 * vectors are objects until C2 has compiled the loop that holds them, which takes as long as it
 * takes.
 */
class StepAllocationTest {
  private static final int STEPS = 5;

  @ParameterizedTest
  @EnumSource
  void aSteadyStepMakesNoGarbage(Example example) {
    Step step = example.prepare(List.of(new PlainLoops()), StepOptions.plain().threads(1));
    for (int i = 0; i < STEPS; i++) {
      step.run();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < STEPS; i++) {
      step.run();
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .as("bytes of %d steps of%n%s", STEPS, step.plan())
        .isZero();
  }

  /** The kernels of the backend, with plain loops in those that have vector loops. */
  private static final class PlainLoops implements Backend {
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
      return List.of("plain loops");
    }

    @Override
    public Optional<Choice> choose(Request request) {
      return (Library.isLoaded() ? DnnlKernels.choose(request) : Optional.<Choice>empty())
          .or(() -> VectorKernels.choose(request, ScalarLoops.INSTANCE))
          .or(() -> PortableKernels.choose(request))
          .or(() -> RecurrentKernels.choose(request, ScalarLoops.INSTANCE));
    }
  }
}
