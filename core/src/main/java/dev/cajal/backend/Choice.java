package dev.cajal.backend;

import java.util.List;

/**
 * A backend's answer to a {@link Request}. Where a layout of {@code inputs} differs from what was
 * given, the planner puts a {@link Reorder} before the kernel.
 *
 * @param kernel the kernel, made for these layouts
 * @param inputs the layout in which each input must lie
 * @param outputs the layout in which each output will lie
 */
public record Choice(Kernel kernel, List<Layout> inputs, List<Layout> outputs) {

  /** Copies the lists. */
  public Choice {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Returns a choice in which every operand of the request is row-major. */
  public static Choice rowMajor(Request request, Kernel kernel) {
    return new Choice(
        kernel,
        request.inputs().stream().map(t -> Layout.rowMajor(t.shape())).toList(),
        request.outputs().stream().map(t -> Layout.rowMajor(t.shape())).toList());
  }
}
