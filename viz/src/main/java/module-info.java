/** Figures, pictures of weights and samples, graph drawings and self-contained reports. */
module dev.cajal.viz {
  requires static org.jspecify;
  requires java.desktop;

  exports dev.cajal.viz;
  exports dev.cajal.viz.chart;
  exports dev.cajal.viz.graph;
  exports dev.cajal.viz.image;
  exports dev.cajal.viz.report;
}
