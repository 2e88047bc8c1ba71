import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.NoopTranslator;

/** Steps by DJL over PyTorch; started with MODEL BATCH MODE PRECISION THREADS. */
final class Djl {
  private Djl() {}

  public static void main(String[] args) throws Exception {
    Rounds rounds = new Rounds();
    System.setProperty("ai.djl.pytorch.num_threads", args[4]);
    System.setProperty("ai.djl.offline", "true");
    int batch = Integer.parseInt(args[1]);
    Shape input =
        args[0].equals("convnetjs") ? new Shape(batch, 3, 32, 32) : new Shape(batch, 1, 28, 28);
    Model model = Model.newInstance("rival", "PyTorch");
    model.setBlock(net(args[0]));
    Loss loss = Loss.softmaxCrossEntropyLoss();
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss)
                .optOptimizer(
                    Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(1e-4f))
                        .optMomentum(0.9f)
                        .build()));
    trainer.initialize(input);
    NDManager manager = trainer.getManager();
    NDArray x = manager.randomNormal(input);
    NDArray y = manager.zeros(new Shape(batch));
    Rounds.Step step;
    if (args[2].equals("infer")) {
      var predictor = model.newPredictor(new NoopTranslator(null));
      step = () -> predictor.predict(new NDList(x)).close();
    } else {
      step =
          () -> {
            try (NDManager of = manager.newSubManager()) {
              x.tempAttach(of);
              y.tempAttach(of);
              try (GradientCollector collector = trainer.newGradientCollector()) {
                NDList scores = trainer.forward(new NDList(x));
                collector.backward(loss.evaluate(new NDList(y), scores));
              }
              trainer.step();
            }
          };
    }
    long parameters = 0;
    for (Parameter parameter : model.getBlock().getParameters().values()) {
      parameters += parameter.getArray().size();
    }
    rounds
        .variant("float32", step)
        .serve(Engine.getDjlVersion() + "/" + engine(), parameters);
  }

  private static String engine() {
    return "PyTorch-" + Engine.getEngine("PyTorch").getVersion();
  }

  private static SequentialBlock net(String model) {
    return switch (model) {
      case "mlp" ->
          new SequentialBlock()
              .add(Blocks.batchFlattenBlock())
              .add(linear(512)).add(Activation::relu).add(linear(10));
      case "lenet5" ->
          new SequentialBlock()
              .add(conv(6, 2)).add(Activation::relu).add(pool())
              .add(conv(16, 0)).add(Activation::relu).add(pool())
              .add(Blocks.batchFlattenBlock())
              .add(linear(120)).add(Activation::relu)
              .add(linear(84)).add(Activation::relu).add(linear(10));
      case "convnetjs" ->
          new SequentialBlock()
              .add(conv(16, 2)).add(Activation::relu).add(pool())
              .add(conv(20, 2)).add(Activation::relu).add(pool())
              .add(conv(20, 2)).add(Activation::relu).add(pool())
              .add(Blocks.batchFlattenBlock()).add(linear(10));
      default -> throw new IllegalArgumentException("no net called " + model);
    };
  }

  private static Linear linear(int out) {
    return Linear.builder().setUnits(out).build();
  }

  private static Conv2d conv(int out, int padding) {
    return Conv2d.builder()
        .setFilters(out)
        .setKernelShape(new Shape(5, 5))
        .optPadding(new Shape(padding, padding))
        .build();
  }

  private static Block pool() {
    return Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
  }
}
