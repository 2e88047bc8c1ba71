package dev.cajal.tensor;

/**
 * Elements picked by their order along an axis, and the int64 places that they come from.
 *
 * @param values the elements, through which gradients flow
 * @param indices their places along the axis
 */
public record Ordered(Tensor values, Tensor indices) {}
