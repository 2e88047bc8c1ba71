package dev.cajal.testkit;

import dev.cajal.tensor.Elementwise;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Cases of every primitive operation: fixed ones at the edges (empty batches, axes of size 1, ties,
 * overflow, values that are not numbers) and random ones of odd sizes.
 */
public final class Catalogue {

  private Catalogue() {}

  /**
   * Returns cases of all primitives of {@code dev.cajal.op} and {@code dev.cajal.recurrent}; the
   * seed picks the random sizes.
   */
  public static List<Case> primitives(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Case> cases = new ArrayList<>();
    cases.addAll(ElementwiseCases.all(random.split()));
    cases.addAll(LeafCases.all());
    cases.addAll(MovementCases.all(random.split()));
    cases.addAll(IndexCases.all(random.split()));
    cases.addAll(ReductionCases.all(random.split()));
    cases.addAll(MatMulCases.all(random.split()));
    cases.addAll(ConvCases.all(random.split()));
    cases.addAll(PoolCases.all(random.split()));
    cases.addAll(RecurrenceCases.all(random.split()));
    return cases;
  }

  /**
   * Returns cases of everything that a planner asks a backend for: the primitives, and what it
   * makes of them (fused programs, contractions with an epilogue, products inside programs, mixed
   * precision, reorders).
   */
  public static List<Case> all(long seed) {
    List<Case> cases = new ArrayList<>();
    for (Case primitive : primitives(seed)) {
      cases.add(primitive);
      if (primitive.operation() instanceof Elementwise) {
        cases.add(FusedCases.alone(primitive));
      }
    }
    SplittableRandom random = new SplittableRandom(~seed);
    cases.addAll(FusedCases.all(random.split()));
    cases.addAll(EpilogueCases.all(random.split()));
    cases.addAll(MixedCases.of(cases));
    cases.addAll(ReorderCases.all());
    cases.addAll(FusedProductCases.all(random.split()));
    return cases;
  }
}
