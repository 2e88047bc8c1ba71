package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.optim.Sgd;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TrainerTest {

  @Test
  void aSmallNetworkLearnsItsTask() throws IOException {
    Dataset data = Toys.quadrants(200, 3);
    var model = Toys.network(1);
    TrainingResult result =
        new Trainer(
                model, TrainerOptions.of(Sgd.of(0.05).momentum(0.9)).epochs(20).batch(16).seed(1))
            .train(data);
    assertThat(result.rows()).hasSize(20);
    assertThat(Evaluation.of(model, data, EvaluationOptions.plain()).metrics().accuracy())
        .isGreaterThan(0.95);
  }
}
