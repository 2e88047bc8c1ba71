package dev.cajal.cli;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.transfer.CodeSet;
import dev.cajal.nn.transfer.Features;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what a layer of a trained model says of samples. */
@Command(
    name = "features",
    sortOptions = false,
    description = {
      "Write what a layer of a trained model puts out for every sample, for other learners.",
      "A .npz archive holds codes and labels; beside codes.npy there will be codes-labels.npy."
    })
final class FeaturesCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();
  @Mixin private RunSamples samples = new RunSamples();

  @Parameters(paramLabel = "RUN", description = "A run folder.")
  private Path run = Path.of("");

  @Option(
      names = "--layer",
      paramLabel = "PATH",
      description = "The layer, as summary shows it (default: what enters the last one).")
  private @Nullable String layer;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "A file that ends in .npy or .npz.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (!out.toString().matches(".*\\.np[yz]")) {
      throw new UsageException("--out " + out + " must end in .npy or .npz");
    }
    RunFolder folder = RunFolder.open(run);
    Features features = features(folder);
    DataSource source = samples.source(folder);
    CodeSet codes = features.of(samples.of(source), folder.prepare());
    List<Path> files = codes.write(out);
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "done");
      event.put("samples", codes.size());
      event.put("shape", codes.shape().toArray());
      event.put("files", files.stream().map(Path::toString).toList());
      common.out().println(Json.line(event));
    } else {
      common.out().println("data  " + source.provenance());
      common
          .out()
          .printf(
              "%,d codes of %s: %s%n",
              codes.size(),
              Models.sizes(codes.shape()),
              String.join(", ", files.stream().map(Path::toString).toList()));
    }
    return 0;
  }

  private Features features(RunFolder folder) throws IOException {
    Module model = folder.model();
    try {
      return Features.of(model, folder.sample(), Optional.ofNullable(layer));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--layer " + layer + ": " + e.getMessage());
    }
  }
}
