package dev.cajal.cli;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.text.Alphabet;
import dev.cajal.nn.io.Weights;
import dev.cajal.zoo.CharacterSampler;
import dev.cajal.zoo.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a trained model of characters write. */
@Command(
    name = "sample",
    description = {
      "Write text with a trained model of characters, such as char-lstm.",
      "Each character is drawn from what the model says comes next."
    })
final class SampleCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "RUN", description = "A run folder.")
  private Path run = Path.of("");

  @Option(
      names = "--length",
      paramLabel = "N",
      defaultValue = "400",
      description = "How many characters to write (default: ${DEFAULT-VALUE}).")
  private int length;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "1",
      description =
          "Below 1 safer, above 1 bolder, 0 the likeliest each time (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--prime",
      paramLabel = "TEXT",
      description = "What the model reads first (default: an end of line).")
  private @Nullable String prime;

  @Option(names = "--seed", defaultValue = "1", description = "Seed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    if (length < 1) {
      throw new UsageException("--length must be at least 1, found " + length);
    }
    if (!(temperature >= 0 && Double.isFinite(temperature))) {
      throw new UsageException("--temperature must be a number from 0 up, found " + temperature);
    }
    RunFolder folder = RunFolder.open(run);
    Network network = folder.settings().network();
    if (!network.text()) {
      throw new UsageException(
          run + " is a run of " + network.name() + ", which does not write; train char-lstm");
    }
    List<String> symbols = folder.classes();
    Module model = network.create(symbols.size());
    model.declare(network.input());
    Weights.load(folder.weights(), model);
    String first = prime == null ? (symbols.contains("\n") ? "\n" : symbols.getFirst()) : prime;
    String text;
    try {
      text =
          new CharacterSampler(model, new Alphabet(symbols))
              .sample(first, length, temperature, seed);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "done");
      event.put("prime", first);
      event.put("text", text);
      common.out().println(Json.line(event));
    } else {
      common.out().println((prime == null ? "" : prime) + text);
    }
    return 0;
  }
}
