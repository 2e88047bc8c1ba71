/**
 * Pictures of networks. A caller describes the network as a {@link dev.cajal.viz.graph.DrawnGraph};
 * {@link dev.cajal.viz.graph.GraphFigure} draws it in layers, {@link dev.cajal.viz.graph.Dot}
 * writes it for Graphviz.
 *
 * <p>Layered drawing after K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of
 * hierarchical system structures", IEEE Transactions SMC 11(2), 1981. Read next: {@code Layers},
 * which gives each node its layer, then {@code Crossings} and {@code Columns}.
 */
@NullMarked
package dev.cajal.viz.graph;

import org.jspecify.annotations.NullMarked;
