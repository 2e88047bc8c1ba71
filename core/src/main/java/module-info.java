/** Tensors, operations, gradients and the planner; requires java.base only. */
module dev.cajal.core {
  requires static org.jspecify;
}
