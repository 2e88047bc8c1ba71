import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes a chain of layers with random weights as a model of ONNX (onnx.proto3, opset 17), layer by
 * layer. A graph in pieces is legal: parsers of protocol buffers merge what comes twice.
 */
final class Onnx implements AutoCloseable {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final OutputStream file;
  private final SplittableRandom random = new SplittableRandom(1);
  private String value = "x";
  private long[] shape;
  private int count;
  private long parameters;

  /** Begins a model with one input, called {@code x}. */
  Onnx(Path path, long... input) throws IOException {
    file = new BufferedOutputStream(Files.newOutputStream(path), 1 << 20);
    shape = input;
    file.write(new Message().number(1, 8).message(8, new Message().number(2, 17)).bytes());
    graph(2, new Message().text("net"));
    graph(11, type("x", input));
  }

  /** Returns the number of trained numbers so far. */
  long parameters() {
    return parameters;
  }

  /** Returns the shape of the last result. */
  long[] shape() {
    return shape.clone();
  }

  Onnx conv(int out, int kernel, int stride, int padding) throws IOException {
    String weight = weights(out, shape[1], kernel, kernel);
    node("Conv", List.of(value, weight, weights(out)), window(kernel, stride, padding));
    return spatial(out, kernel, stride, padding);
  }

  Onnx maxPool(int kernel, int stride) throws IOException {
    node("MaxPool", List.of(value), window(kernel, stride, 0));
    return spatial(shape[1], kernel, stride, 0);
  }

  Onnx relu() throws IOException {
    node("Relu", List.of(value));
    return this;
  }

  Onnx batchNorm() throws IOException {
    String scale = weights(shape[1]);
    String bias = weights(shape[1]);
    parameters -= 2 * shape[1];
    node("BatchNormalization", List.of(value, scale, bias, weights(shape[1]), weights(shape[1])));
    return this;
  }

  Onnx globalAveragePool() throws IOException {
    node("GlobalAveragePool", List.of(value));
    shape = new long[] {shape[0], shape[1], 1, 1};
    return this;
  }

  Onnx flatten() throws IOException {
    node("Flatten", List.of(value));
    shape = new long[] {shape[0], Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact)};
    return this;
  }

  Onnx linear(int out) throws IOException {
    String weight = weights(out, shape[1]);
    node("Gemm", List.of(value, weight, weights(out)), integer("transB", 1));
    shape = new long[] {shape[0], out};
    return this;
  }

  /** LSTM (4 gates) or RNN (1), over samples as the first axis and steps as the second. */
  Onnx recurrent(String type, int gates, int hidden) throws IOException {
    transpose();
    String input = weights(1, (long) gates * hidden, shape[2]);
    String state = weights(1, (long) gates * hidden, hidden);
    String bias = weights(1, 2L * gates * hidden);
    node(type, List.of(value, input, state, bias), integer("hidden_size", hidden));
    node("Squeeze", List.of(value, axis(1)));
    transpose();
    shape = new long[] {shape[0], shape[1], hidden};
    return this;
  }

  /** A linear layer over the last axis. */
  Onnx head(int out) throws IOException {
    node("MatMul", List.of(value, weights(shape[2], out)));
    node("Add", List.of(value, weights(out)));
    shape = new long[] {shape[0], shape[1], out};
    return this;
  }

  /** Ends the model; its output is called {@code y}. */
  @Override
  public void close() throws IOException {
    node("Identity", List.of(value), "y");
    graph(12, type("y", shape));
    file.close();
  }

  private void transpose() throws IOException {
    node("Transpose", List.of(value), integers("perm", 1, 0, 2));
  }

  private Onnx spatial(long channels, int kernel, int stride, int padding) {
    long rows = (shape[2] + 2L * padding - kernel) / stride + 1;
    long columns = (shape[3] + 2L * padding - kernel) / stride + 1;
    shape = new long[] {shape[0], channels, rows, columns};
    return this;
  }

  private static Message[] window(int kernel, int stride, int padding) {
    return new Message[] {
      integers("kernel_shape", kernel, kernel),
      integers("strides", stride, stride),
      integers("pads", padding, padding, padding, padding)
    };
  }

  private void node(String type, List<String> inputs, Message... attributes) throws IOException {
    node(type, inputs, "v" + count++, attributes);
  }

  private void node(String type, List<String> inputs, String output, Message... attributes)
      throws IOException {
    Message node = new Message();
    inputs.forEach(input -> node.message(1, new Message().text(input)));
    node.message(2, new Message().text(output)).message(4, new Message().text(type));
    for (Message attribute : attributes) {
      node.message(5, attribute);
    }
    graph(1, node);
    value = output;
  }

  private static Message integer(String name, long value) {
    return new Message().message(1, new Message().text(name)).number(3, value).number(20, 2);
  }

  private static Message integers(String name, long... values) {
    Message attribute = new Message().message(1, new Message().text(name)).number(20, 7);
    Arrays.stream(values).forEach(v -> attribute.number(8, v));
    return attribute;
  }

  private static Message type(String name, long... dims) {
    Message shape = new Message();
    Arrays.stream(dims).forEach(d -> shape.message(1, new Message().number(1, d)));
    Message tensor = new Message().number(1, FLOAT).message(2, shape);
    return new Message()
        .message(1, new Message().text(name))
        .message(2, new Message().message(1, tensor));
  }

  private String axis(long axis) throws IOException {
    String name = "c" + count++;
    byte[] raw = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(axis).array();
    graph(5, tensor(INT64, name, raw.length, 1).raw(raw));
    return name;
  }

  /** Writes random numbers that keep signals alive, vectors positive, and returns their name. */
  private String weights(long... dims) throws IOException {
    String name = "w" + count++;
    int size = Math.toIntExact(Arrays.stream(dims).reduce(1, Math::multiplyExact));
    parameters += size;
    byte[] head = tensor(FLOAT, name, 4L * size, dims).bytes();
    file.write(new Message().header(7, Message.nested(5, head.length + 4L * size)).bytes());
    file.write(new Message().header(5, head.length + 4L * size).bytes());
    file.write(head);
    float width = (float) Math.sqrt(6.0 * dims[0] / size);
    ByteBuffer chunk = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      float number = random.nextFloat();
      chunk.putFloat(dims.length == 1 ? number : (2 * number - 1) * width);
      if (!chunk.hasRemaining() || i == size - 1) {
        file.write(chunk.array(), 0, chunk.position());
        chunk.clear();
      }
    }
    return name;
  }

  /** Returns a tensor whose raw data, of a length, is to follow. */
  private static Message tensor(int type, String name, long length, long... dims) {
    Message tensor = new Message();
    Arrays.stream(dims).forEach(d -> tensor.number(1, d));
    return tensor.number(2, type).message(8, new Message().text(name)).header(9, length);
  }

  private void graph(int field, Message part) throws IOException {
    file.write(new Message().message(7, new Message().message(field, part)).bytes());
  }

  /** A message of protocol buffers. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] bytes() {
      return out.toByteArray();
    }

    Message number(int field, long value) {
      return varint((long) field << 3).varint(value);
    }

    Message message(int field, Message message) {
      return header(field, message.out.size()).raw(message.bytes());
    }

    Message text(String text) {
      return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    Message header(int field, long length) {
      return varint((long) field << 3 | 2).varint(length);
    }

    Message raw(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    /** Returns how long a field of a length is with its header. */
    static long nested(int field, long length) {
      return new Message().header(field, length).out.size() + length;
    }

    private Message varint(long value) {
      long rest = value;
      for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
        out.write((int) (rest & 0x7F | 0x80));
      }
      out.write((int) rest);
      return this;
    }
  }
}
