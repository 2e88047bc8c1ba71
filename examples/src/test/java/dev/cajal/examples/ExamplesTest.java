package dev.cajal.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The examples run, and say what their comments promise. */
class ExamplesTest {

  @Test
  void anOperationOfOnesOwnHasTheRightGradient() {
    assertThat(said(() -> UserOperation.main(new String[0])))
        .contains("0.854036", "the gradient is right");
  }

  @Test
  void theExclusiveOrIsLearned() {
    assertThat(said(() -> TrainXor.main(new String[0]))).contains("xor: [0, 1, 1, 0]");
  }

  @Test
  void callersAtTheSameTimeGetTheSameAnswer() {
    assertThat(said(() -> ServeCallers.main(new String[0]))).contains("different answers: 1");
  }

  private static String said(Runnable program) {
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(out);
    }
    return said.toString(StandardCharsets.UTF_8);
  }
}
