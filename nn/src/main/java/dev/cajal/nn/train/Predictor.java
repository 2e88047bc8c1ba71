package dev.cajal.nn.train;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Asks a classifier about samples. Any number of threads may ask at the same time: each call takes
 * a plan of its own, while parameters, folded and in the layout of their kernels, are shared. What
 * is said of a sample does not depend on who else asks.
 *
 * <pre>{@code
 * Predictor predictor = new Predictor(model, Shape.of(1, 28, 28), normalize);
 * int digit = predictor.predict(pixels).top(1).getFirst();
 * }</pre>
 *
 * <p>A server that answers many callers gives each call one thread, so that they run side by side:
 *
 * <pre>{@code
 * new Predictor(model, shape, normalize, PredictorOptions.plain().threads(1))
 * }</pre>
 *
 * <p>The model may be trained or loaded anew between calls, and the next call sees that; not while
 * one runs.
 */
public final class Predictor {
  /** Below this, waking other threads takes longer than they save (measured). */
  private static final long MULTIPLICATIONS_WORTH_A_TEAM = 10_000_000;

  private final Module model;
  private final Shape sample;
  private final Transform prepare;
  private final int batch;
  private final int threads;
  private final Semaphore turns;
  private final Map<Integer, Replicas> sizes = new ConcurrentHashMap<>();

  /**
   * Compiles the model for single samples, with {@link PredictorOptions#plain()}.
   *
   * @param sample the shape of samples before they are prepared
   * @param prepare what every sample needs, as in {@link Pipeline}
   * @throws dev.cajal.backend.ShapeException if the model was built for another size
   */
  public Predictor(Module model, Shape sample, Transform prepare) {
    this(model, sample, prepare, PredictorOptions.plain());
  }

  /**
   * Compiles the model for single samples.
   *
   * @param sample the shape of samples before they are prepared
   * @param prepare what every sample needs, as in {@link Pipeline}
   * @param options how calls compute
   * @throws dev.cajal.backend.ShapeException if the model was built for another size
   */
  public Predictor(Module model, Shape sample, Transform prepare, PredictorOptions options) {
    this.model = model;
    this.sample = sample;
    this.prepare = prepare;
    this.batch = options.batch();
    PredictionStep alone = PredictionStep.of(model, sample, prepare, 1, 1);
    this.threads = alone.multiplications() < MULTIPLICATIONS_WORTH_A_TEAM ? 1 : options.threads();
    this.turns = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / threads));
    sizes.put(1, threads == 1 ? new Replicas(alone) : new Replicas(1));
  }

  /**
   * Returns the probabilities of the classes for a sample.
   *
   * @param values row-major, from 0 to 1, channels first
   * @throws IllegalArgumentException if there are not as many as a sample has
   */
  public Prediction predict(float... values) {
    return predictAll(List.of(values)).getFirst();
  }

  /**
   * Returns the probabilities of the classes for each of any number of samples. They go through the
   * model together, in batches whose sizes are powers of two, each compiled when it first occurs;
   * beside those of {@link #predict} the results may differ by rounding.
   *
   * @param samples values of each sample: row-major, from 0 to 1, channels first
   * @throws IllegalArgumentException if a sample has another number of values
   */
  public List<Prediction> predictAll(List<float[]> samples) {
    List<Prediction> predictions = new ArrayList<>(samples.size());
    while (predictions.size() < samples.size()) {
      int first = predictions.size();
      int size = Integer.highestOneBit(Math.min(samples.size() - first, batch));
      sizes
          .computeIfAbsent(size, Replicas::new)
          .compute(samples.subList(first, first + size), predictions);
    }
    return predictions;
  }

  /** The plans for batches of one size: one, and another for each call that ran beside it. */
  private final class Replicas {
    private final PredictionStep first;
    private final Queue<PredictionStep> idle = new ConcurrentLinkedQueue<>();

    Replicas(int size) {
      this(PredictionStep.of(model, sample, prepare, size, threads));
    }

    Replicas(PredictionStep first) {
      this.first = first;
      idle.add(first);
    }

    void compute(List<float[]> samples, List<Prediction> predictions) {
      turns.acquireUninterruptibly();
      try {
        PredictionStep free = idle.poll();
        PredictionStep step = free == null ? another() : free;
        try {
          compute(step, samples, predictions);
        } finally {
          idle.add(step);
        }
      } finally {
        turns.release();
      }
    }

    private void compute(PredictionStep step, List<float[]> samples, List<Prediction> predictions) {
      for (int i = 0; i < samples.size(); i++) {
        step.set(i, samples.get(i));
      }
      step.run();
      for (int i = 0; i < samples.size(); i++) {
        predictions.add(step.prediction(i));
      }
    }

    private synchronized PredictionStep another() {
      return first.replica();
    }
  }
}
