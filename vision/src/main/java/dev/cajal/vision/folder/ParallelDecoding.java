package dev.cajal.vision.folder;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.PixelDataset;
import dev.cajal.nn.data.format.FormatException;
import dev.cajal.vision.folder.ImageSet.Item;
import dev.cajal.vision.image.Picture;
import dev.cajal.vision.image.PictureDecoder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Decodes images into bytes, on all cores; memory grows with the images that were decoded. */
final class ParallelDecoding {
  private final ImageFiles files;
  private final ImageOptions options;

  ParallelDecoding(ImageFiles files, ImageOptions options) {
    this.files = files;
    this.options = options;
  }

  /** Decodes all; the first one decides what the options leave open. */
  Dataset decode(List<Item> items, List<String> classes, String description) throws IOException {
    Item first = items.getFirst();
    Picture example = picture(new PictureDecoder(options.maxPixels()), first);
    Shape shape = fitted(example, first, null).shape();
    byte[][] chunks = decode(items, shape);
    if (chunks == null) {
      // A grey picture came first, but there are coloured ones too.
      shape = shape.with(0, 3);
      chunks = decode(items, shape);
    }
    if (chunks == null) {
      throw new IllegalStateException("pictures of three channels were asked for");
    }
    int[] labels = items.stream().mapToInt(item -> classes.indexOf(item.label())).toArray();
    return new PixelDataset(shape, chunks, labels, classes, description);
  }

  /** Returns null if a coloured picture was met where grey ones were expected. */
  private byte @Nullable [][] decode(List<Item> items, Shape shape) throws IOException {
    int count = PixelDataset.chunkCount(shape, items.size());
    byte[][] chunks = new byte[count][];
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    int threads = Math.min(count, Runtime.getRuntime().availableProcessors());
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        workers.execute(() -> {
          try {
            PictureDecoder decoder = new PictureDecoder(options.maxPixels());
            int chunk = next.getAndIncrement();
            while (chunk < count && failure.get() == null) {
              chunks[chunk] = chunk(decoder, items, shape, chunk);
              chunk = next.getAndIncrement();
            }
          } catch (IOException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          }
        });
      }
    }
    return switch (failure.get()) {
      case null -> chunks;
      case ColourMet colour -> null;
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable other -> throw new IllegalStateException(other);
    };
  }

  private byte[] chunk(PictureDecoder decoder, List<Item> items, Shape shape, int chunk)
      throws IOException {
    int first = chunk * PixelDataset.chunkSamples(shape);
    int count = PixelDataset.samplesIn(shape, items.size(), chunk);
    int bytes = Math.toIntExact(shape.count());
    Picture picture = fitted(picture(decoder, items.get(first)), items.get(first), shape);
    byte[] chunkBytes = new byte[count * bytes];
    picture.copyTo(chunkBytes, 0);
    for (int i = 1; i < count; i++) {
      Item item = items.get(first + i);
      fitted(picture(decoder, item), item, shape).copyTo(chunkBytes, i * bytes);
    }
    return chunkBytes;
  }

  private Picture picture(PictureDecoder decoder, Item item) throws IOException {
    return decoder.decode(files.describe(item.file()), files.read(item.file()));
  }

  /** Applies the options, and checks the result if a shape is given. */
  private Picture fitted(Picture picture, Item item, @Nullable Shape shape) throws FormatException {
    int channels = options.channels();
    if (channels == 0 && shape != null) {
      channels = (int) shape.dim(0);
      if (channels == 1 && picture.channels() == 3) {
        throw new ColourMet();
      }
    }
    Picture fitted = channels == 0 ? picture : picture.withChannels(channels);
    if (options.height() > 0) {
      fitted = fitted.resized(options.height(), options.width());
    }
    if (shape != null && !fitted.shape().equals(shape)) {
      throw new FormatException(
          files.describe(item.file()),
          0,
          "the image is %d x %d, the first one %d x %d; give a size to bring all to"
              .formatted(picture.height(), picture.width(), shape.dim(1), shape.dim(2)));
    }
    return fitted;
  }

  /** Says that a second pass with three channels is needed. */
  private static final class ColourMet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ColourMet() {
      super("a coloured picture among grey ones", null, false, false);
    }
  }
}
