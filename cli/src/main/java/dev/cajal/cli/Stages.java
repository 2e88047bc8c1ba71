package dev.cajal.cli;

import dev.cajal.nn.train.EpochRow;
import dev.cajal.nn.train.TrainingListener;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tells of the stages before a run, one line an epoch. */
record Stages(Common common) {

  TrainingListener listener(String stage) {
    return new TrainingListener() {
      @Override
      public void onEpoch(EpochRow row) {
        common.out().println(common.json ? json(row) : text(row));
        common.out().flush();
      }

      private String text(EpochRow row) {
        String accuracy =
            Double.isNaN(row.train().accuracy())
                ? ""
                : String.format(Locale.ROOT, "  accuracy %.2f %%", 100 * row.train().accuracy());
        return String.format(
            Locale.ROOT,
            "%s, epoch %d  loss %.4f%s  %.1f s",
            stage,
            row.epoch(),
            row.train().loss(),
            accuracy,
            row.seconds());
      }

      private String json(EpochRow row) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", "stage");
        event.put("stage", stage);
        event.put("epoch", row.epoch());
        event.put("train_loss", row.train().loss());
        event.put("seconds", row.seconds());
        return Json.line(event);
      }
    };
  }
}
