/**
 * Pictures of networks. A caller describes the network as a {@link dev.cajal.viz.graph.DrawnGraph};
 * {@link dev.cajal.viz.graph.GraphFigure} lays it out in layers with ELK, {@link
 * dev.cajal.viz.graph.Dot} writes it for Graphviz.
 *
 * <p>Layered drawing after K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of
 * hierarchical system structures", IEEE Transactions SMC 11(2), 1981.
 */
@NullMarked
package dev.cajal.viz.graph;

import org.jspecify.annotations.NullMarked;
