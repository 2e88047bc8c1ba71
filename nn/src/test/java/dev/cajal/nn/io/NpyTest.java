package dev.cajal.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
  @TempDir private Path folder;

  private static final Npy.Array MATRIX =
      Npy.array(
          TensorType.float32(2, 3), MemorySegment.ofArray(new float[] {1, 2, 3, 4, 5, -6.5f}));

  @Test
  void theHeaderIsThatOfNumpy() throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.write(file, MATRIX);
    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes).hasSize(128 + 24).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3,), }")
        .endsWith(" \n");
    ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(values.getFloat(128)).isEqualTo(1);
    assertThat(values.getFloat(148)).isEqualTo(-6.5f);
  }

  @Test
  void anArchiveHoldsArraysByName() throws IOException {
    Path one = folder.resolve("labels.npy");
    TensorType type = new TensorType(DType.INT64, Shape.of(2));
    Npy.Array labels = Npy.array(type, MemorySegment.ofArray(new long[] {7, 9}));
    Npy.write(one, labels);
    Path file = folder.resolve("a.npz");
    Npy.archive(file, Map.of("codes", MATRIX, "labels", labels));
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("labels.npy"))) {
      assertThat(zip.size()).isEqualTo(2);
      assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(one));
    }
  }

  @Test
  void whatNumpyCannotReadIsRefused() {
    TensorType half = new TensorType(DType.BFLOAT16, Shape.of(1));
    Npy.Array array = Npy.array(half, MemorySegment.ofArray(new short[1]));
    Path file = folder.resolve("b.npz");
    assertThatThrownBy(() -> Npy.archive(file, Map.of("a", array)))
        .hasMessage("NumPy has no bfloat16; cast to float32");
    assertThat(file).doesNotExist();
    assertThatThrownBy(() -> Npy.array(TensorType.float32(9), MemorySegment.ofArray(new float[8])))
        .hasMessageContaining("takes 36 bytes, there are 32");
  }
}
