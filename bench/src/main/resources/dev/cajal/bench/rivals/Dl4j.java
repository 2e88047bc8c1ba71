import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Steps by DL4J; started with MODEL BATCH MODE PRECISION THREADS. */
final class Dl4j {
  private Dl4j() {}

  public static void main(String[] args) throws Exception {
    Rounds rounds = new Rounds();
    int batch = Integer.parseInt(args[1]);
    Nd4j.getEnvironment().setMaxThreads(Integer.parseInt(args[4]));
    Nd4j.getEnvironment().setMaxMasterThreads(Integer.parseInt(args[4]));
    MultiLayerNetwork net = new MultiLayerNetwork(net(args[0]));
    net.init();
    INDArray x =
        switch (args[0]) {
          case "mlp" -> Nd4j.randn(batch, 784);
          case "convnetjs" -> Nd4j.randn(batch, 3, 32, 32);
          default -> Nd4j.randn(batch, 1, 28, 28);
        };
    INDArray y = Nd4j.zeros(batch, 10);
    y.getColumn(0).assign(1);
    rounds
        .variant("float32", args[2].equals("infer") ? () -> net.output(x) : () -> net.fit(x, y))
        .serve("1.0.0-M2.1", net.numParams());
  }

  private static MultiLayerConfiguration net(String model) {
    var net = new NeuralNetConfiguration.Builder().updater(new Nesterovs(1e-4, 0.9)).list();
    switch (model) {
      case "mlp" -> net.layer(linear(512)).setInputType(InputType.feedForward(784));
      case "lenet5" ->
          net.layer(conv(6, 2)).layer(pool()).layer(conv(16, 0)).layer(pool())
              .layer(linear(120)).layer(linear(84))
              .setInputType(InputType.convolutional(28, 28, 1));
      case "convnetjs" ->
          net.layer(conv(16, 2)).layer(pool()).layer(conv(20, 2)).layer(pool())
              .layer(conv(20, 2)).layer(pool())
              .setInputType(InputType.convolutional(32, 32, 3));
      default -> throw new IllegalArgumentException("no net called " + model);
    }
    OutputLayer.Builder scores = new OutputLayer.Builder(LossFunction.MCXENT);
    return net.layer(scores.nOut(10).activation(Activation.SOFTMAX).build()).build();
  }

  private static DenseLayer linear(int out) {
    return new DenseLayer.Builder().nOut(out).activation(Activation.RELU).build();
  }

  private static ConvolutionLayer conv(int out, int padding) {
    return new ConvolutionLayer.Builder(5, 5)
        .nOut(out)
        .padding(padding, padding)
        .activation(Activation.RELU)
        .build();
  }

  private static SubsamplingLayer pool() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX, new int[] {2, 2})
        .stride(2, 2)
        .build();
  }
}
