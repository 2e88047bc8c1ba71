/** Tensors, operations, gradients and the planner; requires java.base only. */
module dev.cajal.core {
  requires static transitive org.jspecify;

  exports dev.cajal.backend;
  exports dev.cajal.tensor;
  exports dev.cajal.op;
  exports dev.cajal.grad;
  exports dev.cajal.recurrent;
  exports dev.cajal.grad.symbolic;
  exports dev.cajal.graph;
  exports dev.cajal.curvature;

  uses dev.cajal.backend.Backend;
  uses dev.cajal.tensor.Evaluator;

  provides dev.cajal.tensor.Evaluator with
      dev.cajal.graph.PlanningEvaluator;
}
