package dev.cajal.nn.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvhnTest {
  private static final int HEIGHT = 4;
  private static final int WIDTH = 5;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void imagesAreTurnedIntoRowsAndTenMeansZero(boolean compressed) throws IOException {
    Dataset data = Svhn.read(write("any.mat", file(compressed, 3, 10, 1)));
    assertThat(data.shape()).isEqualTo(Shape.of(3, HEIGHT, WIDTH));
    assertThat(data.size()).isEqualTo(3);
    assertThat(new int[] {data.label(0), data.label(1), data.label(2)}).containsExactly(3, 0, 1);
    float[] sample = new float[3 * HEIGHT * WIDTH];
    data.read(2, sample, 0);
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          assertThat(sample[(c * HEIGHT + y) * WIDTH + x]).isEqualTo(pixel(2, c, y, x) / 255f);
        }
      }
    }
  }

  @Test
  void aFolderHoldsBothParts() throws IOException {
    write("train_32x32.mat", file(true, 1, 2));
    assertThat(Svhn.isIn(folder)).isTrue();
    assertThatThrownBy(() -> Svhn.folder(folder)).isInstanceOf(NoSuchFileException.class);
    write("test_32x32.mat", file(true, 7));
    DataSource source = Svhn.folder(folder);
    assertThat(source.provenance())
        .isEqualTo("svhn: 2 training and 1 test images [3, 4, 5], MATLAB files in " + folder);
    assertThat(source.test().label(0)).isEqualTo(7);
  }

  @Test
  void aCutFileIsRefusedWhereverItIsCut() throws IOException {
    for (boolean compressed : new boolean[] {false, true}) {
      byte[] whole = file(compressed, 1, 2);
      for (int length = 0; length < whole.length; length += 7) {
        Path cut = write("cut.mat", Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> Svhn.read(cut)).isInstanceOf(FormatException.class);
      }
    }
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    Path text = write("text.mat", "hello".repeat(50).getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Svhn.read(text))
        .hasMessage(text + ": not a MATLAB file of version 5 (at byte 0)");
    Path label = write("label.mat", file(false, 1, 11));
    assertThatThrownBy(() -> Svhn.read(label))
        .hasMessageContaining("label 11 of image 1; SVHN has 1 to 10");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(header());
    bytes.write(matrix("y", 2, new byte[] {1, 2}, 2, 1));
    Path images = write("images.mat", bytes.toByteArray());
    assertThatThrownBy(() -> Svhn.read(images))
        .hasMessageContaining("there is no array X; SVHN has images X and labels y");
    bytes.write(matrix("X", 2, new byte[24], 2, 2, 2, 3));
    Path shape = write("shape.mat", bytes.toByteArray());
    assertThatThrownBy(() -> Svhn.read(shape))
        .hasMessageContaining("X is [2, 2, 2, 3], expected bytes [height, width, 3, count]");
  }

  @Test
  void aHeaderThatClaimsMuchAllocatesLittle() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(header());
    bytes.write(matrix("X", 2, new byte[24], 10_000, 10_000, 3, Integer.MAX_VALUE));
    Path file = write("bomb.mat", bytes.toByteArray());
    assertThatThrownBy(() -> Svhn.read(file))
        .hasMessageContaining("shorter than their dimensions say");
  }

  @Test
  void labelsMayBeDoubles() throws IOException {
    ByteBuffer labels = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    labels.putDouble(10).putDouble(4);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(header());
    bytes.write(matrix("other", 9, new byte[16], 1, 2));
    bytes.write(matrix("y", 9, labels.array(), 2, 1));
    bytes.write(matrix("X", 2, pixels(2), HEIGHT, WIDTH, 3, 2));
    Dataset data = Svhn.read(write("doubles.mat", bytes.toByteArray()));
    assertThat(data.label(0)).isZero();
    assertThat(data.label(1)).isEqualTo(4);
  }

  /** A file of images whose values tell where they belong. */
  static byte[] file(boolean compressed, int... labels) throws IOException {
    byte[] y = new byte[labels.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (byte) labels[i];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(header());
    byte[] images = matrix("X", 2, pixels(labels.length), HEIGHT, WIDTH, 3, labels.length);
    byte[] given = matrix("y", 2, y, labels.length, 1);
    bytes.write(compressed ? compress(images) : images);
    bytes.write(compressed ? compress(given) : given);
    return bytes.toByteArray();
  }

  private static byte[] pixels(int count) {
    byte[] pixels = new byte[count * 3 * HEIGHT * WIDTH];
    int at = 0;
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < 3; c++) {
        for (int x = 0; x < WIDTH; x++) {
          for (int y = 0; y < HEIGHT; y++) {
            pixels[at++] = (byte) pixel(i, c, y, x);
          }
        }
      }
    }
    return pixels;
  }

  private static int pixel(int image, int channel, int y, int x) {
    return image * 60 + channel * 20 + y * WIDTH + x;
  }

  private static byte[] header() {
    byte[] header = new byte[128];
    Arrays.fill(header, (byte) ' ');
    byte[] text = "MATLAB 5.0 MAT-file, made for a test".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, header, 0, text.length);
    header[124] = 0;
    header[125] = 1;
    header[126] = 'I';
    header[127] = 'M';
    return header;
  }

  private static byte[] matrix(String name, int type, byte[] values, int... dimensions) {
    int sizes = (4 * dimensions.length + 7) / 8 * 8;
    int padded = (values.length + 7) / 8 * 8;
    int nameBytes = name.length() <= 4 ? 8 : 16;
    int size = 16 + 8 + sizes + nameBytes + 8 + padded;
    ByteBuffer bytes = ByteBuffer.allocate(8 + size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(14).putInt(size);
    bytes.putInt(6).putInt(8).putInt(type == 9 ? 6 : 9).putInt(0);
    bytes.putInt(5).putInt(4 * dimensions.length);
    for (int dimension : dimensions) {
      bytes.putInt(dimension);
    }
    bytes.position(16 + 8 + 8 + sizes);
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    if (text.length <= 4) {
      bytes.putInt(text.length << 16 | 1).put(text);
    } else {
      bytes.putInt(1).putInt(text.length).put(text);
    }
    bytes.position(16 + 8 + 8 + sizes + nameBytes);
    bytes.putInt(type).putInt(values.length).put(values);
    return bytes.array();
  }

  private static byte[] compress(byte[] element) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(element);
    }
    ByteBuffer bytes = ByteBuffer.allocate(8 + packed.size()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(15).putInt(packed.size()).put(packed.toByteArray());
    return bytes.array();
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}
