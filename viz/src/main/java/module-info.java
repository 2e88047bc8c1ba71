/** Figures, pictures of weights and samples, graph drawings and self-contained reports. */
module dev.cajal.viz {
  requires static org.jspecify;
  requires java.desktop;
  // Guava is ELK's need; an automatic module does not pull a named one in by itself.
  requires com.google.common;
  requires org.eclipse.elk.alg.layered;
  requires org.eclipse.elk.core;
  requires org.eclipse.elk.graph;

  exports dev.cajal.viz;
  exports dev.cajal.viz.chart;
  exports dev.cajal.viz.graph;
  exports dev.cajal.viz.image;
  exports dev.cajal.viz.report;
}
