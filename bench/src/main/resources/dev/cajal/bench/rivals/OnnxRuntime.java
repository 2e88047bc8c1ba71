import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/** Predictions by ONNX Runtime; started with MODEL BATCH MODE PRECISION THREADS. */
final class OnnxRuntime {
  private OnnxRuntime() {}

  public static void main(String[] args) throws Exception {
    Rounds rounds = new Rounds();
    int batch = Integer.parseInt(args[1]);
    OrtEnvironment runtime =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "bench");
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(Integer.parseInt(args[4]));
    Path file = Files.createTempFile("cajal-rival", ".onnx");
    OrtSession session;
    long parameters;
    long[] input;
    long[] output;
    try {
      try (Onnx net = net(file, args[0], batch)) {
        parameters = net.parameters();
        output = net.shape();
      }
      session = runtime.createSession(file.toString(), options);
      input = ((TensorInfo) session.getInputInfo().get("x").getInfo()).getShape();
    } finally {
      Files.delete(file);
    }
    Map<String, OnnxTensor> inputs = Map.of("x", tensor(runtime, input));
    Map<String, OnnxTensor> outputs = Map.of("y", tensor(runtime, output));
    rounds
        .variant("float32", () -> session.run(inputs, outputs).close())
        .serve(runtime.getVersion(), parameters);
  }

  private static OnnxTensor tensor(OrtEnvironment runtime, long[] shape) throws Exception {
    int size = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
    FloatBuffer values =
        ByteBuffer.allocateDirect(4 * size).order(ByteOrder.nativeOrder()).asFloatBuffer();
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < size; i++) {
      values.put(i, (float) random.nextGaussian());
    }
    return OnnxTensor.createTensor(runtime, values, shape);
  }

  private static Onnx net(Path file, String model, int batch) throws IOException {
    return switch (model) {
      case "mlp" -> new Onnx(file, batch, 1, 28, 28).flatten().linear(512).relu().linear(10);
      case "lenet5" ->
          new Onnx(file, batch, 1, 28, 28)
              .conv(6, 5, 1, 2).relu().maxPool(2, 2)
              .conv(16, 5, 1, 0).relu().maxPool(2, 2)
              .flatten().linear(120).relu().linear(84).relu().linear(10);
      case "convnetjs" ->
          new Onnx(file, batch, 3, 32, 32)
              .conv(16, 5, 1, 2).relu().maxPool(2, 2)
              .conv(20, 5, 1, 2).relu().maxPool(2, 2)
              .conv(20, 5, 1, 2).relu().maxPool(2, 2)
              .flatten().linear(10);
      case "allcnn" ->
          new Onnx(file, batch, 3, 32, 32)
              .conv(96, 3, 1, 1).relu().conv(96, 3, 1, 1).relu().conv(96, 3, 2, 1).relu()
              .conv(192, 3, 1, 1).relu().conv(192, 3, 1, 1).relu().conv(192, 3, 2, 1).relu()
              .conv(192, 3, 1, 0).relu().conv(192, 1, 1, 0).relu().conv(10, 1, 1, 0).relu()
              .globalAveragePool().flatten();
      case "alexnet" ->
          new Onnx(file, batch, 3, 224, 224)
              .conv(64, 11, 4, 2).relu().maxPool(3, 2)
              .conv(192, 5, 1, 2).relu().maxPool(3, 2)
              .conv(384, 3, 1, 1).relu().conv(256, 3, 1, 1).relu()
              .conv(256, 3, 1, 1).relu().maxPool(3, 2)
              .flatten().linear(4096).relu().linear(4096).relu().linear(1000);
      case "vgg11-bn" -> vgg(new Onnx(file, batch, 3, 224, 224));
      case "lstm" -> new Onnx(file, batch, 64, 256).recurrent("LSTM", 4, 256).head(64);
      case "rnn" -> new Onnx(file, batch, 64, 256).recurrent("RNN", 1, 256).head(64);
      default -> throw new IllegalArgumentException("no net called " + model);
    };
  }

  private static Onnx vgg(Onnx net) throws IOException {
    for (int width : new int[] {64, 0, 128, 0, 256, 256, 0, 512, 512, 0, 512, 512, 0}) {
      if (width == 0) {
        net.maxPool(2, 2);
      } else {
        net.conv(width, 3, 1, 1).batchNorm().relu();
      }
    }
    return net.flatten().linear(4096).relu().linear(4096).relu().linear(1000);
  }
}
