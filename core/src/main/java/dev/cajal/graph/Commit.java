package dev.cajal.graph;

import dev.cajal.backend.Layout;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the new values of variables. Where the kernel that computes the value may write it over
 * the old one, because nobody reads that later, it does; else the value is copied at the end of the
 * plan.
 */
final class Commit {
  private final Graph graph;
  private final Lowering lowering;
  private final int firstWritable;

  /**
   * Prepares the commit.
   *
   * @param firstWritable the first call that may write a variable: the first after the guards
   */
  Commit(Graph graph, Lowering lowering, int firstWritable) {
    this.graph = graph;
    this.lowering = lowering;
    this.firstWritable = firstWritable;
  }

  /** Commits the results from {@code first} on to the targets in order. */
  void targets(List<Variable> targets, int first, Capture capture) {
    List<Lowering.Placed> places = new ArrayList<>();
    for (int t = 0; t < targets.size(); t++) {
      places.add(
          readBeforeWrites(
              targets.get(t),
              lowering.in(graph.results().get(first + t), targets.get(t).layout())));
    }
    List<Call> copies = new ArrayList<>();
    for (int t = 0; t < targets.size(); t++) {
      Variable target = targets.get(t);
      Buffer storage = lowering.slots().get(slot(capture, target));
      Layout layout = target.layout();
      Lowering.Placed place = places.get(t);
      if (shared(first + t) || !writtenInto(place.buffer(), storage)) {
        Lowering.Placed into = new Lowering.Placed(storage, layout);
        copies.add(lowering.copyCall(target.type(), place, into, ""));
      }
    }
    lowering.calls.addAll(copies);
  }

  /** A new value that is another variable is set aside before that is written. */
  private Lowering.Placed readBeforeWrites(Variable target, Lowering.Placed place) {
    if (!place.buffer().external()) {
      return place;
    }
    Buffer aside =
        new Buffer(place.layout().span(target.type().shape()) * target.type().dtype().bytes(), -1);
    Lowering.Placed copy = new Lowering.Placed(aside, place.layout());
    lowering.calls.add(firstWritable, lowering.copyCall(target.type(), place, copy, ""));
    return copy;
  }

  private boolean shared(int result) {
    Graph.Value value = graph.results().get(result);
    return graph.results().stream().filter(value::equals).count() > 1;
  }

  /** Makes the producer of a value write straight into the storage, if that is safe. */
  private boolean writtenInto(Buffer value, Buffer storage) {
    if (value.root().external() || value.pinned) {
      return false;
    }
    int producer = -1;
    for (int c = 0; c < lowering.calls.size(); c++) {
      for (Buffer out : lowering.calls.get(c).out) {
        producer = out == value ? c : producer;
      }
    }
    if (producer < firstWritable) {
      return false;
    }
    for (int c = producer; c < lowering.calls.size(); c++) {
      Call call = lowering.calls.get(c);
      for (int i = 0; i < call.in.length; i++) {
        if (call.in[i].root() == storage
            && (c > producer || !call.kernel.mayOverwrite(output(call, value), i))) {
          return false;
        }
      }
    }
    for (Call call : lowering.calls) {
      for (Buffer out : call.out) {
        if (out.root() == storage) {
          return false;
        }
      }
    }
    value.shareWith(storage);
    return true;
  }

  private static int output(Call call, Buffer buffer) {
    for (int o = 0; o < call.out.length; o++) {
      if (call.out[o] == buffer) {
        return o;
      }
    }
    return -1;
  }

  private static int slot(Capture capture, Variable variable) {
    for (int s = 0; s < capture.sources().size(); s++) {
      if (capture.sources().get(s).variable() == variable) {
        return s;
      }
    }
    throw new IllegalStateException("variable " + variable.name() + " has no slot");
  }
}
