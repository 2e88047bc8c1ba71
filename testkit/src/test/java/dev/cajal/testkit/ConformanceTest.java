package dev.cajal.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Backends;
import dev.cajal.backend.Choice;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Request;
import dev.cajal.op.Exp;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The suite notices what can be wrong with a kernel. */
class ConformanceTest {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
  private static final Case EXP =
      Case.of("five", new Exp(), Operand.of(Values.uniform(-1, 1), 1, 5))
          .within(Tolerance.relative(4));

  /** What a saboteur does after the reference has run. */
  private interface Sabotage {
    void spoil(MemorySegment[] inputs, MemorySegment[] outputs);
  }

  private record Saboteur(Sabotage sabotage, boolean mayOverwrite) implements Backend {
    Saboteur(Sabotage sabotage) {
      this(sabotage, false);
    }

    @Override
    public String name() {
      return "saboteur";
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
      Choice right = Backends.reference().choose(request).orElseThrow();
      Kernel kernel =
          new Kernel() {
            @Override
            public String name() {
              return "spoilt";
            }

            @Override
            public boolean mayOverwrite(int output, int input) {
              return mayOverwrite;
            }

            @Override
            public void run(MemorySegment[] in, MemorySegment[] out, MemorySegment scratch) {
              right.kernel().run(in, out, scratch);
              sabotage.spoil(in, out);
            }
          };
      return Optional.of(new Choice(kernel, right.inputs(), right.outputs()));
    }
  }

  private static void assertCaught(Sabotage sabotage, String message) {
    assertThatThrownBy(() -> Conformance.check(new Saboteur(sabotage), EXP))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("exp: five by spoilt, ROW_MAJOR")
        .hasMessageContaining(message);
  }

  @Test
  void aRightKernelPassesAndIsNamed() {
    assertThat(Conformance.check(new Saboteur((in, out) -> {}, true), EXP))
        .containsExactly("spoilt");
  }

  @Test
  void aBackendWithoutAKernelHasNothingToCheck() {
    Backend none =
        new Backend() {
          @Override
          public String name() {
            return "none";
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
            return Optional.empty();
          }
        };

    assertThat(Conformance.check(none, EXP)).isEmpty();
  }

  @Test
  void aSmallErrorInOneElementIsCaught() {
    assertCaught(
        (in, out) -> {
          float value = out[0].getAtIndex(FLOAT, 3);
          out[0].setAtIndex(FLOAT, 3, value * (1 + 0x1p-20f));
        },
        "output 0: element 3 of float32[1, 5]");
  }

  @Test
  void anElementThatIsNotANumberIsCaught() {
    assertCaught(
        (in, out) -> out[0].setAtIndex(FLOAT, 4, Float.NaN), "element 4 of float32[1, 5] is NaN");
  }

  @Test
  void writingBehindTheEndIsCaught() {
    assertCaught((in, out) -> out[0].setAtIndex(FLOAT, 5, 0), "byte 0 behind the end was written");
  }

  @Test
  void writingAnInputIsCaught() {
    assertCaught((in, out) -> in[0].setAtIndex(FLOAT, 0, 7), "input 0 was written");
  }

  @Test
  void resultsThatChangeFromRunToRunAreCaught() {
    int[] runs = {0};

    assertCaught(
        (in, out) -> {
          int bits = out[0].getAtIndex(ValueLayout.JAVA_INT, 0);
          out[0].setAtIndex(ValueLayout.JAVA_INT, 0, bits ^ (runs[0]++ & 1));
        },
        "a second run gives other bits, first at byte");
  }

  @Test
  void aFalsePermissionToOverwriteIsCaught() {
    Sabotage dependsOnInput =
        (in, out) -> {
          if (in[0].address() == out[0].address()) {
            out[0].setAtIndex(FLOAT, 0, 0);
          }
        };

    assertThatThrownBy(() -> Conformance.check(new Saboteur(dependsOnInput, true), EXP))
        .hasMessageContaining("writing over input 0 gives other bits");
  }

  @Test
  void paddingThatIsNotZeroIsCaught() {
    Backend blocked =
        new Backend() {
          private final Saboteur saboteur = new Saboteur((in, out) -> {});

          @Override
          public String name() {
            return "blocked";
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
            Layout padded = new Layout(List.of(16L, 16L), List.of(16), List.of(1));
            Kernel dirty = saboteur.choose(request).orElseThrow().kernel();
            return Optional.of(new Choice(dirty, List.of(padded), List.of(padded)));
          }
        };

    assertThatThrownBy(() -> Conformance.check(blocked, EXP))
        .hasMessageContaining("padding element 5 of layout aB16b is NaN, not 0");
  }
}
