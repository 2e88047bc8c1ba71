package dev.cajal.cli;

import dev.cajal.nn.train.DivergedException;
import dev.cajal.nn.train.EpochRow;
import dev.cajal.nn.train.TrainingListener;
import dev.cajal.nn.watch.Diagnosis;
import dev.cajal.nn.watch.Finding;
import dev.cajal.nn.watch.Watch;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says after an epoch what is wrong with a run; each trouble once, until it is gone. */
final class Findings implements TrainingListener {
  private final Common common;
  private final Watch watch;
  private Set<Finding.Kind> known = EnumSet.noneOf(Finding.Kind.class);

  Findings(Common common, Watch watch) {
    this.common = common;
    this.watch = watch;
  }

  @Override
  public void onEpoch(EpochRow row) {
    tell(watch.findings());
  }

  /** Says what is known of a run that stopped. */
  void tell(DivergedException failure) {
    tell(Diagnosis.usual().of(watch.history(), failure));
  }

  private void tell(List<Finding> found) {
    Set<Finding.Kind> now = EnumSet.noneOf(Finding.Kind.class);
    for (Finding finding : found) {
      now.add(finding.kind());
      if (known.contains(finding.kind())) {
        continue;
      }
      if (common.json) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", "finding");
        event.put("kind", finding.kind().toString());
        event.put("observed", finding.observed());
        event.put("advice", finding.advice());
        common.out().println(Json.line(event));
      } else {
        common.out().println("  watch  " + finding.text());
      }
    }
    known = now;
  }
}
