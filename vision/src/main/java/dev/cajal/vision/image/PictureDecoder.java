package dev.cajal.vision.image;

import dev.cajal.nn.data.format.FormatException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JPEG, PNG, BMP and GIF (its first picture). Transparent parts are laid on white.
 *
 * <p>For one thread at a time; each has its own, and uses it for many files.
 */
public final class PictureDecoder {
  /** How many pixels an image may have unless told otherwise. */
  public static final long DEFAULT_MAX_PIXELS = 100_000_000;

  private static final long MAX_FILE = 1L << 30;

  private final long maxPixels;
  private final BaselineJpeg jpeg = new BaselineJpeg();
  private final Map<String, ImageReader> readers = new HashMap<>();

  /** Creates a decoder for images of up to {@link #DEFAULT_MAX_PIXELS}. */
  public PictureDecoder() {
    this(DEFAULT_MAX_PIXELS);
  }

  /** Creates a decoder that refuses images of more pixels. */
  public PictureDecoder(long maxPixels) {
    this.maxPixels = maxPixels;
  }

  /**
   * Decodes a file.
   *
   * @throws FormatException if it is no such image, is damaged or too large
   * @throws IOException if the disk fails
   */
  public Picture decode(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MAX_FILE) {
      throw new FormatException(file.toString(), 0, "the file has " + size + " bytes; refused");
    }
    return decode(file.toString(), Files.readAllBytes(file));
  }

  /**
   * Decodes the bytes of a file.
   *
   * @param name what error messages call it
   * @param content the whole file
   * @throws FormatException if it is no such image, is damaged or too large
   */
  public Picture decode(String name, byte[] content) throws FormatException {
    String format = format(content);
    if (format == null) {
      throw new FormatException(name, 0, "not an image; JPEG, PNG, BMP and GIF are read");
    }
    if (format.equals("jpeg")) {
      Picture picture = baseline(name, content);
      if (picture != null) {
        return picture;
      }
    }
    return decode(name, content, format);
  }

  private @Nullable Picture baseline(String name, byte[] content) throws FormatException {
    try {
      return jpeg.decode(content, maxPixels);
    } catch (IOException | IndexOutOfBoundsException e) {
      throw damaged(name, content, "jpeg", e);
    }
  }

  /** Decodes by the platform's readers. */
  Picture decode(String name, byte[] content, String format) throws FormatException {
    ImageReader reader = readers.computeIfAbsent(format, PictureDecoder::reader);
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      reader.setInput(input, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      check(name, width, height);
      BufferedImage image = reader.read(0);
      if (image.getWidth() != width || image.getHeight() != height) {
        throw new FormatException(name, 0, "the image is not as large as its header says");
      }
      return convert(image);
    } catch (FormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged(name, content, format, e);
    } finally {
      reader.reset();
    }
  }

  private void check(String name, int width, int height) throws FormatException {
    if (width < 1 || height < 1) {
      throw new FormatException(name, 0, "the image is %d x %d".formatted(width, height));
    }
    if ((long) width * height > maxPixels) {
      throw new FormatException(
          name,
          0,
          "the image is %d x %d, more than the %d pixels allowed"
              .formatted(width, height, maxPixels));
    }
  }

  private static FormatException damaged(
      String name, byte[] content, String format, Exception cause) {
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    FormatException failure =
        new FormatException(
            name,
            content.length,
            "the %s image is damaged or truncated: %s".formatted(format, why.replace('\n', ' ')));
    failure.initCause(cause);
    return failure;
  }

  private static ImageReader reader(String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    if (!readers.hasNext()) {
      throw new IllegalStateException("this Java runtime cannot decode " + format);
    }
    return readers.next();
  }

  private static @Nullable String format(byte[] content) {
    if (startsWith(content, 0xff, 0xd8, 0xff)) {
      return "jpeg";
    }
    if (startsWith(content, 0x89, 'P', 'N', 'G')) {
      return "png";
    }
    if (startsWith(content, 'B', 'M')) {
      return "bmp";
    }
    return startsWith(content, 'G', 'I', 'F', '8') ? "gif" : null;
  }

  private static boolean startsWith(byte[] content, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= content.length || (content[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static Picture convert(BufferedImage image) {
    ColorModel model = image.getColorModel();
    boolean grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    return grey && !model.hasAlpha() ? grey(image) : colour(image);
  }

  // Not by getRGB, which takes grey values for linear light and brightens them.
  private static Picture grey(BufferedImage image) {
    Raster raster = image.getRaster();
    int bits = raster.getSampleModel().getSampleSize(0);
    int most = (1 << bits) - 1;
    byte[] values = new byte[image.getWidth() * image.getHeight()];
    int[] samples = raster.getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (bits == 8 ? samples[i] : Math.round(255f * samples[i] / most));
    }
    return new Picture(1, image.getHeight(), image.getWidth(), values);
  }

  private static Picture colour(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage opaque = image;
    if (image.getColorModel().hasAlpha()) {
      opaque = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = opaque.createGraphics();
      graphics.drawImage(image, 0, 0, Color.WHITE, null);
      graphics.dispose();
    }
    int plane = width * height;
    byte[] values = new byte[3 * plane];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      opaque.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        values[at] = (byte) (row[x] >> 16);
        values[plane + at] = (byte) (row[x] >> 8);
        values[2 * plane + at] = (byte) row[x];
      }
    }
    return new Picture(3, height, width, values);
  }
}
