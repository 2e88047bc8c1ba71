package dev.cajal.viz.report;

import java.util.List;

/**
 * All that a report shows, as plain values. What is empty has no section.
 *
 * <pre>{@code
 * Origin origin = new Origin("lenet5", "MNIST, 60,000 images", 1, command, List.of());
 * ReportData data =
 *     new ReportData(origin, outcome, epochs, Judgement.NONE, Inside.NONE, Anatomy.NONE);
 * Report.write(data, folder.resolve("report.html"));
 * }</pre>
 *
 * @param origin what was trained, on what, and how to do it again
 * @param outcome what it came to
 * @param epochs the course of training
 * @param judgement what the model makes of test samples
 * @param inside what was seen within the layers
 * @param anatomy what the model consists of
 */
public record ReportData(
    Origin origin,
    Outcome outcome,
    List<Epoch> epochs,
    Judgement judgement,
    Inside inside,
    Anatomy anatomy) {

  /** Copies the list. */
  public ReportData {
    epochs = List.copyOf(epochs);
  }
}
