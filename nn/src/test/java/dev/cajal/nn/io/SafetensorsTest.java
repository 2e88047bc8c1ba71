package dev.cajal.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.data.format.FormatException;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(DType.class)
  void valuesOfEveryTypeComeBack(DType dtype) throws IOException {
    Random random = new Random(7);
    Path file = folder.resolve("model.safetensors");
    List<Variable> written = new ArrayList<>();
    for (int rank = 0; rank < 5; rank++) {
      long[] sizes = random.longs(rank, 0, 6).toArray();
      Variable variable = new Variable("a.b" + rank, new TensorType(dtype, Shape.of(sizes)));
      HostArray values = HostArray.of(variable.type(), variable.memory());
      for (long i = 0; i < values.count(); i++) {
        values.set(i, random.nextInt(2));
      }
      written.add(variable);
    }
    Safetensors.write(file, Map.of(), written);
    try (Safetensors read = Safetensors.open(file)) {
      assertThat(read.names()).hasSize(written.size());
      for (Variable variable : written) {
        assertThat(read.type(variable.name())).isEqualTo(variable.type());
        long bytes = variable.type().bytes();
        assertThat(
                read.read(variable.name())
                    .asSlice(0, bytes)
                    .mismatch(variable.memory().asSlice(0, bytes)))
            .isEqualTo(-1);
      }
    }
  }

  @Test
  void metadataComeBackWhateverTheyHold() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Map<String, String> metadata =
        Map.of("quote\"\\", "line\nend\t\u0001", "Ramón y Cajal", "neurona 🧠 ı İ", "empty", "");
    Safetensors.write(file, metadata, List.of(new Variable("ñ", TensorType.float32(1))));
    try (Safetensors read = Safetensors.open(file)) {
      assertThat(read.metadata()).isEqualTo(metadata);
      assertThat(read.names()).containsExactly("ñ");
    }
  }

  @Test
  void wideTensorsComeFirstAndTheDataIsAligned() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Safetensors.write(
        file,
        Map.of(),
        List.of(
            new Variable("flag", new TensorType(DType.BOOL, Shape.of(3))),
            new Variable("count", new TensorType(DType.INT64, Shape.of()))));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getLong(0) % 8).isZero();
    try (Safetensors read = Safetensors.open(file)) {
      assertThat(read.names()).containsExactly("count", "flag");
    }
  }

  @Test
  void twoVariablesOfOneNameAreRefused() {
    Variable variable = new Variable("w", TensorType.float32(1));
    assertThatThrownBy(
            () -> Safetensors.write(folder.resolve("x"), Map.of(), List.of(variable, variable)))
        .hasMessageContaining("two variables are named 'w'");
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("nowhere.safetensors");
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("nowhere.safetensors: there is no such file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|1|the tensors take 0 bytes, the file holds 1",
        "[]|0|does not begin with '{'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|2|it is truncated",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|4|takes 8 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|8|expected 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}|4|data offsets are 4 to"
            + " 0",
        "{\"a\":{\"dtype\":\"F31\",\"shape\":[1],\"data_offsets\":[0,4]}}|4|dtype 'F31'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|4|expected a whole"
            + " number",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[01],\"data_offsets\":[0,4]}}|4|expected a whole"
            + " number",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}|4|expected ','",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}}|4|too"
            + " large",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,8],\"data_offsets\":[0,4]}}|4|impossible"
            + " shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,4]}}|4|impossible"
            + " shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],\"data_offsets\":[0,4]}}|4|more"
            + " than 16",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}|4|unknown or"
            + " repeated key 'x'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"shape\":[1],\"data_offsets\":[0,4]}}|4|repeated"
            + " key 'shape'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}|4|lacks its dtype, shape or two data offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|8|stands"
            + " twice",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|4|begins"
            + " at byte 0",
        "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}|0|metadata 'a' stand twice",
        "{\"__metadata__\":{},\"__metadata__\":{}}|0|the metadata stand twice",
        "{\"__metadata__\":{\"a\":1}}|0|expected '\"'",
        "{\"__metadata__\":{\"a\":\"\\ud800\"}}|0|half of a surrogate pair",
        "{\"__metadata__\":{\"a\":\"\\x\"}}|0|unknown escape",
        "{\"__metadata__\":{\"a\":\"\\u00g0\"}}|0|not hexadecimal",
        "{\"__metadata__\":{\"a\":\"|0|a string has no end in the header",
        "{}{}|0|more than one value stands in the header",
        "{\"a\"}|0|expected ':'",
      })
  void badHeadersAreRefused(String header, int dataBytes, String reason) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("bad.safetensors");
    Files.write(file, bytes(text.length, text, dataBytes));
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("bad.safetensors")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "99000000", "100000001", "-1", "9223372036854775807"})
  void headerLengthsThatTheFileDoesNotHoldAreRefused(long length) throws IOException {
    Path file = folder.resolve("bomb.safetensors");
    Files.write(file, bytes(length, "{}".getBytes(StandardCharsets.UTF_8), 0));
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("the header claims");
  }

  @Test
  void damagedFilesAreReadOrRefusedButNothingElse() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Variable w = new Variable("w", TensorType.float32(2, 3));
    Variable b = new Variable("b", new TensorType(DType.INT64, Shape.of(4)));
    Safetensors.write(file, Map.of("note", "a\\b"), List.of(w, b));
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(20);
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      Files.write(file, damaged(good, random));
      try (Safetensors read = Safetensors.open(file)) {
        for (String name : read.names()) {
          assertThat(read.read(name).byteSize()).isGreaterThanOrEqualTo(read.type(name).bytes());
        }
      } catch (FormatException e) {
        refused++;
        assertThat(e.getMessage()).startsWith(file.toString());
      }
    }
    assertThat(refused).isGreaterThan(400);
  }

  private static byte[] damaged(byte[] good, Random random) {
    byte[] bytes = good.clone();
    switch (random.nextInt(3)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
      case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      default -> {
        // Exchanging tokens keeps more of the syntax than random bytes do.
        for (int n = random.nextInt(4); n >= 0; n--) {
          bytes[random.nextInt(200)] = bytes[random.nextInt(200)];
        }
      }
    }
    return bytes;
  }

  private static byte[] bytes(long length, byte[] text, int dataBytes) {
    return ByteBuffer.allocate(Long.BYTES + text.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(text)
        .array();
  }
}
