package dev.cajal.cli;

import dev.cajal.nn.train.EpochRow;
import dev.cajal.nn.train.TrainingListener;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells machines of every epoch, one JSON object a line. */
final class JsonEvents implements TrainingListener {
  private final PrintWriter out;

  JsonEvents(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void onEpoch(EpochRow row) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "epoch");
    event.put("epoch", row.epoch());
    event.put("step", row.step());
    event.put("learning_rate", row.rate());
    event.put("train_loss", row.train().loss());
    event.put("train_accuracy", row.train().accuracy());
    Words.errors(event, "train", row.train());
    row.validation()
        .ifPresent(v -> {
          event.put("validation_loss", v.loss());
          event.put("validation_accuracy", v.accuracy());
          Words.errors(event, "validation", v);
        });
    event.put("gradient_norm", row.gradientNorm());
    event.put("seconds", row.seconds());
    event.put("images_per_second", row.imagesPerSecond());
    event.put("stall", row.stall());
    out.println(Json.line(event));
  }
}
