package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training in a process that is killed, again and again, as {@code kill -9} does. */
class KillTest {
  private static final int KILLS = 4;

  @TempDir private Path folder;

  @Test
  void aKilledProcessGoesOnToTheSameWeights() throws IOException, InterruptedException {
    Path unbroken = Files.createDirectory(folder.resolve("unbroken"));
    KilledRun.train(unbroken, Checkpointing.in(unbroken.resolve("checkpoint")));
    Path killed = Files.createDirectory(folder.resolve("killed"));
    Random random = new Random(8);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(killed);
      // Anywhere from the start of the virtual machine to the end of training.
      process.waitFor(200 + random.nextInt(2000), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
    }
    Process last = start(killed);
    assertThat(last.waitFor()).as(killed.resolve("log") + "").isZero();
    assertThat(killed.resolve(KilledRun.RESULT))
        .hasSameBinaryContentAs(unbroken.resolve(KilledRun.RESULT));
  }

  private static Process start(Path folder) throws IOException {
    String path =
        Stream.of(
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"),
                Path.of(System.getProperty("basedir", "."), "target", "test-classes").toString())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(File.pathSeparator));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            path,
            KilledRun.class.getName(),
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }
}
