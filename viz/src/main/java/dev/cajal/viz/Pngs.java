package dev.cajal.viz;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** From pixels to PNG bytes. */
final class Pngs {
  private Pngs() {}

  static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // ImageIO.write(…, OutputStream) would put its cache into a temporary file.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("png: this Java runtime has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static BufferedImage image(Picture picture) {
    int type =
        picture.isVeil()
            ? BufferedImage.TYPE_INT_ARGB
            : picture.isGrey() ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(picture.width(), picture.height(), type);
    WritableRaster raster = image.getRaster();
    // Samples, not setRGB: that would convert grey through a colour space and change its values.
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        int argb = picture.argb(x, y);
        for (int band = 0; band < raster.getNumBands(); band++) {
          raster.setSample(x, y, band, (argb >> (band == 3 ? 24 : 16 - 8 * band)) & 0xff);
        }
      }
    }
    return image;
  }
}
