package dev.cajal.nn.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.graph.Plan;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.train.RunStart;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.train.TrainingListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrozenCostTest {
  private static final Dataset DATA = FeaturesTest.data(8);

  private static Plan plan(Module model) throws IOException {
    List<Plan> plans = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStart(RunStart start) {
            plans.add(start.plan());
          }
        };
    TrainerOptions options = TrainerOptions.of(Sgd.of(0.1)).batch(8).listener(listener);
    new Trainer(model, options).train(DATA);
    return plans.getFirst();
  }

  @Test
  void aFrozenBodyHasNoBackwardPass() throws IOException {
    for (Module model : List.of(HeadsTest.trained(1), HeadsTest.saved(HeadsTest.trained(1)))) {
      Plan whole = plan(model);
      double[] before = HeadsTest.doubles(model.variable("features.0.weight"));
      model.freeze("features.*");
      Plan frozen = plan(model);
      // Of the convolution, 4 · 4 places of 3 maps and 9 weights for 8 samples, the forward is
      // left.
      assertThat(whole.cost().multiplications() - frozen.cost().multiplications())
          .isGreaterThanOrEqualTo(8 * 16 * 3 * 9);
      assertThat(frozen.size()).isLessThan(whole.size());
      assertThat(HeadsTest.doubles(model.variable("features.0.weight"))).isEqualTo(before);
    }
  }
}
