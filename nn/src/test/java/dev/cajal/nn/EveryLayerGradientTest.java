package dev.cajal.nn;

import static dev.cajal.nn.Kernel.kernel;
import static dev.cajal.nn.recurrent.RecurrentOptions.recurrent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.GradientChecker;
import dev.cajal.grad.GradientReport;
import dev.cajal.grad.Gradients;
import dev.cajal.nn.recurrent.Gru;
import dev.cajal.nn.recurrent.Lstm;
import dev.cajal.nn.recurrent.Rnn;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** First and second derivatives of every layer in training, by parameters and input. */
class EveryLayerGradientTest {
  private static final Shape LINE = Shape.of(4, 7);
  private static final Shape IMAGE = Shape.of(4, 6, 7);
  private static final Shape VOLUME = Shape.of(2, 4, 5, 4);

  private static Map<Shape, List<Module>> layers() {
    Kernel mixed = kernel(3).stride(2).padding(1);
    Map<Shape, List<Module>> layers = new LinkedHashMap<>();
    layers.put(
        LINE,
        List.of(
            new Linear(3),
            new Conv1d(3, mixed),
            new ConvTranspose1d(3, mixed),
            new LocallyConnected1d(2, kernel(3)),
            new MaxPool1d(2),
            new AvgPool1d(mixed),
            new LPPool1d(2, 2),
            new AdaptiveAvgPool1d(3),
            new AdaptiveMaxPool1d(3),
            new LayerNorm(7),
            new RMSNorm(7),
            new GroupNorm(2),
            new Dropout1d(0.4),
            new Flatten(),
            new PReLU(4),
            new RReLU(),
            new FeatureLPPool(2, 2)));
    layers.put(
        IMAGE,
        List.of(
            new Conv2d(4, mixed.groups(2).dilation(2)),
            new ConvTranspose2d(3, mixed),
            new DepthwiseConv2d(kernel(3)),
            new SeparableConv2d(3, kernel(3)),
            new SpatiallySeparableConv2d(3, kernel(3)),
            new LocallyConnected2d(2, kernel(3)),
            new MaxPool2d(mixed),
            new AvgPool2d(mixed, false),
            new LPPool2d(2, 2),
            new AdaptiveAvgPool2d(3, 2),
            new AdaptiveMaxPool2d(3, 2),
            new GlobalAvgPool(),
            new GlobalMaxPool(),
            new BatchNorm(),
            new InstanceNorm(),
            new GroupNorm(2),
            new LocalResponseNorm(),
            new LocalContrastNorm(3),
            new Dropout(0.4),
            new Dropout2d(0.4),
            new AlphaDropout(0.3),
            new FeatureAlphaDropout(0.3),
            new ZeroPad(1, 2, 0, 1),
            new ConstantPad(0.5, 1, 1),
            new ReflectionPad(1, 2, 2, 1),
            new ReplicationPad(1, 2, 2, 1),
            new CircularPad(1, 2, 2, 1),
            new PixelShuffle(2),
            new ChannelShuffle(2),
            new Unfold(kernel(3)),
            new Upsample(2, 1.5)));
    layers.put(
        VOLUME,
        List.of(
            new Conv3d(2, mixed),
            new ConvTranspose3d(2, kernel(2)),
            new MaxPool3d(2),
            new AvgPool3d(2),
            new AdaptiveAvgPool3d(2, 2, 2),
            new Dropout3d(0.4)));
    layers.put(
        Shape.of(5, 3),
        List.of(
            new Rnn(4),
            new Lstm(4, recurrent().numLayers(2).bidirectional(true)),
            new Lstm(4, recurrent().unrolled(true)),
            new Gru(4)));
    layers.put(
        Shape.of(8),
        List.of(
            Activation.relu6(),
            Activation.leakyRelu(),
            Activation.elu(),
            Activation.selu(),
            Activation.celu(),
            Activation.logSigmoid(),
            Activation.hardsigmoid(),
            Activation.hardtanh(),
            Activation.tanhshrink(),
            Activation.softshrink(),
            Activation.hardshrink(),
            Activation.threshold(0.2, 0.1),
            Activation.softplus(),
            Activation.softsign(),
            Activation.gelu(),
            Activation.geluTanh(),
            Activation.silu(),
            Activation.hardswish(),
            Activation.mish(),
            Activation.glu(),
            Activation.maxout(2),
            Activation.softmax(),
            Activation.softmin(1),
            Activation.logSoftmax()));
    return layers;
  }

  @TestFactory
  Stream<DynamicTest> derivativesAgreeWithFiniteDifferences() {
    List<DynamicTest> tests = new ArrayList<>();
    layers()
        .forEach((sample, modules) ->
            modules.forEach(layer ->
                tests.add(DynamicTest.dynamicTest(layer.toString(), () -> check(layer, sample)))));
    return tests.stream();
  }

  private static void check(Module layer, Shape sample) {
    layer.build(sample, DType.FLOAT64, 3);
    Variable input =
        new Variable("input", new TensorType(DType.FLOAT64, Shape.of(2).concat(sample)));
    long count = input.type().shape().count();
    double[] values = new Random(11).doubles(count, -1.5, 1.5).toArray();
    input.set(Tensor.of(input.type().shape(), values).values());
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    List<Variable> variables = new ArrayList<>(layer.parameters());
    variables.add(input);
    Supplier<Tensor> result = () -> layer.apply(input.tensor(Trace.training(state)));
    passed(GradientChecker.check(result, variables, GradientChecker.Options.DEFAULT.samples(6)));
    GradientReport second =
        GradientChecker.check(
            () -> {
              Tensor loss = result.get().sin().sum();
              return Gradients.of(loss, List.of(input)).get(input);
            },
            variables,
            GradientChecker.Options.DEFAULT.samples(4));
    passed(second);
  }

  private static void passed(GradientReport report) {
    assertThat(report.passed()).as("%s", report).isTrue();
    assertThat(report.kinks()).as("%s", report).isLessThanOrEqualTo(report.checked());
  }
}
