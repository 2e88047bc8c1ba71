package dev.cajal.cli;

import dev.cajal.bench.Profile;
import dev.cajal.graph.TimedCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A profile of a step as an event for machines. */
final class ProfileReport {
  private ProfileReport() {}

  /** Returns the event; rates are per second, and what is not a number is left out. */
  static Map<String, Object> event(Profile profile) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "profile");
    event.put("workload", profile.workload());
    event.put("us", profile.micros());
    event.put("us_not_profiled", profile.wholeMicros());
    event.put("us_between", profile.step().betweenMicros());
    number(event, "peak_flops", profile.peaks().float32());
    number(event, "peak_flops_bfloat16", profile.peaks().bfloat16());
    number(event, "peak_bytes", profile.peaks().bandwidth());
    List<Map<String, Object>> groups = new ArrayList<>();
    for (Profile.Total total : profile.totals()) {
      groups.add(group(total));
    }
    event.put("groups", groups);
    event.put("calls", profile.calls().stream().map(c -> call(profile, c)).toList());
    return event;
  }

  private static Map<String, Object> group(Profile.Total total) {
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("group", total.group().toString());
    group.put("calls", total.calls());
    group.put("us", total.micros());
    number(group, "of_peak", total.peak());
    number(group, "of_limit", total.limit());
    return group;
  }

  private static Map<String, Object> call(Profile profile, TimedCall call) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("layer", call.path());
    event.put("operation", call.what());
    event.put("kernel", call.kernel());
    event.put("us", call.micros());
    event.put("multiplications", call.cost().multiplications());
    event.put("bytes", call.cost().bytes());
    number(event, "of_peak", profile.peak(call));
    number(event, "of_limit", profile.limit(call));
    return event;
  }

  private static void number(Map<String, Object> event, String key, double value) {
    if (Double.isFinite(value)) {
      event.put(key, value);
    }
  }
}
