package dev.cajal.cli;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.transfer.Features;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a layer of a trained model says, by the words RUN:LAYER, or RUN for what enters the last.
 */
record LayerCodes(String run, String layer) {

  static LayerCodes parse(String words) {
    int colon = words.lastIndexOf(':');
    // A colon in second place belongs to a drive of Windows.
    return colon > 1
        ? new LayerCodes(words.substring(0, colon), words.substring(colon + 1))
        : new LayerCodes(words, "");
  }

  DataSource of(DataSource source) throws IOException {
    RunFolder folder = RunFolder.open(Path.of(run));
    DataSource images = Fitted.exactly(folder.sample(), source);
    Features features = features(folder);
    Transform prepare = folder.prepare();
    return new DataSource(
        images.name(),
        features.of(images.train(), prepare),
        features.of(images.test(), prepare),
        "%s, as %s of %s says"
            .formatted(images.provenance(), layer.isEmpty() ? "the body" : layer, run));
  }

  private Features features(RunFolder folder) throws IOException {
    Module model = folder.model();
    try {
      return Features.of(
          model, folder.sample(), Optional.of(layer).filter(path -> !path.isEmpty()));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--features " + run + ":" + layer + ": " + e.getMessage());
    }
  }
}
