package dev.cajal.cpu;

import static dev.cajal.backend.TensorType.float32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Backends;
import dev.cajal.backend.Request;
import dev.cajal.cpu.natives.Library;
import dev.cajal.op.MatMul;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuBackendTest {
  private static final Request PRODUCT =
      Request.rowMajor(
          new MatMul(false, false), List.of(float32(2, 3), float32(3, 4)), List.of(float32(2, 4)));

  @Test
  void isFoundAndAskedFirst() {
    assertThat(Backends.all().getFirst()).isInstanceOf(CpuBackend.class);
    assertThat(Backends.all().getFirst().name()).isEqualTo("cpu");
  }

  @Test
  void contractionsRunOnOneDnnWhereItsLibrariesAre() {
    assumeTrue(Library.isLoaded(), Library.describe());
    assertThat(Backends.choose(PRODUCT).kernel().name()).startsWith("dnnl:");
  }

  @Test
  void saysWhatRunsAndWhereItCameFrom() {
    Backend backend = new CpuBackend();
    assertThat(backend.describe()).anyMatch(line -> line.startsWith("contractions: "));
    assertThat(backend.describe()).anyMatch(line -> line.startsWith("threads: "));
    assertThat(String.join("\n", backend.describe())).contains(Library.describe());
  }
}
