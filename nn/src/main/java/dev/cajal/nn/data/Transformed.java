package dev.cajal.nn.data;

import dev.cajal.backend.Shape;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Another dataset whose samples are changed while they are read, the same way each time: what must
 * be done before anything random, such as bringing images to the size of a network.
 *
 * <pre>{@code
 * Dataset small = new Transformed(digits, new Resize(16, 16));
 * }</pre>
 */
public final class Transformed implements Dataset {
  private final Dataset whole;
  private final Shape shape;
  private final Transform transform;
  private final Queue<Reader> idle = new ConcurrentLinkedQueue<>();

  /**
   * Creates the view.
   *
   * @param whole the dataset to look into
   * @param transform applied to every sample
   * @throws IllegalArgumentException if the transform refuses samples of that shape
   */
  public Transformed(Dataset whole, Transform transform) {
    this.whole = whole;
    this.transform = transform;
    shape = transform.on(whole.shape()).shape();
  }

  /** What one reading at a time needs for itself. */
  private static final class Reader {
    private final Transform.Stage stage;
    private final RandomStream random = new RandomStream(0, "transformed");
    private final float[] sample;
    private final float[] changed;

    Reader(Dataset whole, Transform transform) {
      stage = transform.on(whole.shape());
      sample = new float[Math.toIntExact(whole.shape().count())];
      changed = new float[Math.toIntExact(stage.shape().count())];
    }
  }

  @Override
  public int size() {
    return whole.size();
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public List<String> classes() {
    return whole.classes();
  }

  @Override
  public String description() {
    return whole.description() + ", as " + shape;
  }

  @Override
  public boolean splitsByClass() {
    return whole.splitsByClass();
  }

  @Override
  public int label(int index) {
    return whole.label(index);
  }

  @Override
  public void read(int index, float[] target, int offset) {
    Reader free = idle.poll();
    Reader reader = free == null ? new Reader(whole, transform) : free;
    whole.read(index, reader.sample, 0);
    reader.stage.apply(reader.sample, reader.changed, reader.random.at(0, index));
    System.arraycopy(reader.changed, 0, target, offset, reader.changed.length);
    idle.add(reader);
  }
}
