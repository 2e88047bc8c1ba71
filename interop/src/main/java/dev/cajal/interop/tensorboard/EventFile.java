package dev.cajal.interop.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/**
 * A file of events that TensorBoard shows: {@code tensorboard --logdir FOLDER}. Each event is
 * written at once, so that TensorBoard follows a run, and a process that is killed leaves whole
 * events and perhaps half a last one, which TensorBoard passes over.
 *
 * <pre>{@code
 * try (EventFile events = EventFile.create(folder)) {
 *   events.scalar("loss", 1, 2.3);
 *   events.histogram("weights", 1, Distribution.of(weights));
 * }
 * }</pre>
 *
 * <p>Format: TFRecord files of {@code tensorflow.Event} (event.proto, summary.proto).
 */
public final class EventFile implements AutoCloseable {
  private static final String VERSION = "brain.Event:2";

  // Fields of Event.
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  // Fields of Summary.Value.
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int IMAGE = 4;
  private static final int HISTOGRAM = 5;
  private static final int TENSOR = 8;
  private static final int METADATA = 9;

  private static final int DT_STRING = 7;

  private final Path path;
  private final FileChannel channel;
  private final InstantSource clock;

  private EventFile(Path path, FileChannel channel, InstantSource clock) {
    this.path = path;
    this.channel = channel;
    this.clock = clock;
  }

  /**
   * Creates a file of events beside those that a folder may hold.
   *
   * @param folder made if it does not exist
   * @throws IOException if it cannot be written
   */
  public static EventFile create(Path folder) throws IOException {
    return create(folder, InstantSource.system());
  }

  static EventFile create(Path folder, InstantSource clock) throws IOException {
    Files.createDirectories(folder);
    long millis = clock.millis();
    Path path;
    int number = 0;
    do {
      // TensorBoard reads the files of a folder in the order of their names.
      path =
          folder.resolve("events.out.tfevents.%010d.cajal.%d".formatted(millis / 1000, number++));
    } while (Files.exists(path));
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    EventFile file = new EventFile(path, channel, clock);
    file.write(file.event(0).text(FILE_VERSION, VERSION));
    return file;
  }

  /** Returns where the file is. */
  public Path path() {
    return path;
  }

  /** Writes a number; TensorBoard draws those of one tag as a curve. */
  public void scalar(String tag, long step, double value) throws IOException {
    write(summary(step, new ProtoWriter().text(TAG, tag).number(SIMPLE_VALUE, (float) value)));
  }

  /** Writes a histogram. */
  public void histogram(String tag, long step, Distribution values) throws IOException {
    write(summary(step, new ProtoWriter().text(TAG, tag).message(HISTOGRAM, values.proto())));
  }

  /**
   * Writes a picture.
   *
   * @param channels 1 for grey, 3 for colours, 4 with transparency
   * @param png the whole file
   */
  public void image(String tag, long step, int width, int height, int channels, byte[] png)
      throws IOException {
    ProtoWriter image =
        new ProtoWriter().integer(1, height).integer(2, width).integer(3, channels).bytes(4, png);
    write(summary(step, new ProtoWriter().text(TAG, tag).message(IMAGE, image)));
  }

  /** Writes a text in Markdown. */
  public void text(String tag, long step, String markdown) throws IOException {
    ProtoWriter shape = new ProtoWriter().message(2, new ProtoWriter().integer(1, 1));
    ProtoWriter tensor =
        new ProtoWriter().integer(1, DT_STRING).message(2, shape).text(8, markdown);
    ProtoWriter plugin = new ProtoWriter().message(1, new ProtoWriter().text(1, "text"));
    write(
        summary(
            step,
            new ProtoWriter().text(TAG, tag).message(TENSOR, tensor).message(METADATA, plugin)));
  }

  /**
   * Says that a run begins or goes on: TensorBoard forgets what earlier files of the folder hold
   * from this step on.
   *
   * @param step the first that will be written
   */
  public void start(long step) throws IOException {
    write(event(step).message(SESSION_LOG, new ProtoWriter().integer(1, 1)));
  }

  private ProtoWriter summary(long step, ProtoWriter value) {
    return event(step).message(SUMMARY, new ProtoWriter().message(1, value));
  }

  private ProtoWriter event(long step) {
    return new ProtoWriter().number(WALL_TIME, clock.millis() / 1e3).integer(STEP, step);
  }

  private void write(ProtoWriter event) throws IOException {
    ByteBuffer record = Records.framed(event.bytes());
    while (record.hasRemaining()) {
      channel.write(record);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
