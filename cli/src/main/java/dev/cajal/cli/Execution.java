package dev.cajal.cli;

import dev.cajal.graph.Activations;
import dev.cajal.graph.Plan;
import dev.cajal.nn.train.RunStart;
import dev.cajal.nn.train.TrainingListener;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How this process carries a run out. Nothing of it changes a result, so a resumed run may be
 * carried out in another way.
 *
 * @param every steps between checkpoints within an epoch; 0 for none
 * @param activations whether the reverse sweep finds what it needs in memory
 * @param plan whether the plan of a training step is printed
 * @param observation how the run is looked at
 */
record Execution(long every, Activations activations, boolean plan, Observation observation) {

  /** Returns a listener that prints the plan if that was asked for. */
  TrainingListener planPrinter(Common common) {
    return new TrainingListener() {
      @Override
      public void onStart(RunStart start) {
        if (plan) {
          common.out().print(common.json ? line(start.plan()) : start.plan().toString());
          common.out().flush();
        }
      }
    };
  }

  private static String line(Plan plan) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "plan");
    event.put("calls", plan.size());
    event.put("fallbacks", plan.fallbacks());
    event.put("multiplications", plan.cost().multiplications());
    event.put("recomputed_multiplications", plan.recomputedMultiplications());
    event.put("workspace_bytes", plan.workspaceBytes());
    event.put("carried_bytes", plan.carriedBytes());
    return Json.line(event) + System.lineSeparator();
  }
}
