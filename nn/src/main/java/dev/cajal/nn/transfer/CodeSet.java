package dev.cajal.nn.transfer;

import dev.cajal.backend.DType;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.io.Npy;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The codes that {@link Features} computed of the samples of a data set, with their labels. */
public final class CodeSet implements Dataset {
  private final Dataset data;
  private final Shape shape;
  private final MemorySegment codes;
  private final String description;

  CodeSet(Dataset data, Shape shape, MemorySegment codes, String description) {
    this.data = data;
    this.shape = shape;
    this.codes = codes;
    this.description = description;
  }

  @Override
  public int size() {
    return data.size();
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public List<String> classes() {
    return data.classes();
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public int label(int index) {
    return data.label(index);
  }

  /** Writes one code; unlike pixels, its values are not limited to [0, 1]. */
  @Override
  public void read(int index, float[] target, int offset) {
    Objects.checkIndex(index, size());
    int count = Math.toIntExact(shape.count());
    MemorySegment.copy(
        codes, ValueLayout.JAVA_FLOAT, (long) index * count * Float.BYTES, target, offset, count);
  }

  /** Returns all codes as a tensor [n, …]. */
  public Tensor tensor() {
    Variable values = new Variable("codes", type());
    values.set(codes);
    return values.tensor();
  }

  /**
   * Writes the codes as NumPy reads them, atomically: to a {@code .npz} archive with the arrays
   * {@code codes} [n, …] float32 and {@code labels} [n] int64, or to a {@code .npy} file, and then
   * the labels to a file beside it, whose name ends in {@code -labels.npy}.
   *
   * @return the files written
   * @throws IllegalArgumentException if the name ends in neither
   * @throws IOException if a file cannot be written
   */
  public List<Path> write(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    Npy.Array all = Npy.array(type(), codes);
    if (name.endsWith(".npz")) {
      Map<String, Npy.Array> arrays = new LinkedHashMap<>();
      arrays.put("codes", all);
      arrays.put("labels", labels());
      Npy.archive(file, arrays);
      return List.of(file);
    }
    if (!name.endsWith(".npy")) {
      throw new IllegalArgumentException(file + " must end in .npy or .npz");
    }
    Path beside = file.resolveSibling(name.substring(0, name.length() - 4) + "-labels.npy");
    Npy.write(file, all);
    Npy.write(beside, labels());
    return List.of(file, beside);
  }

  private TensorType type() {
    return new TensorType(DType.FLOAT32, Shape.of(size()).concat(shape));
  }

  private Npy.Array labels() {
    TensorType type = new TensorType(DType.INT64, Shape.of(size()));
    MemorySegment labels = Memory.allocate(type.bytes());
    for (int i = 0; i < size(); i++) {
      labels.setAtIndex(ValueLayout.JAVA_LONG, i, label(i));
    }
    return Npy.array(type, labels);
  }
}
