/**
 * From the graph to the machine: the planner takes a graph through passes, each a pure function in
 * a file of its own, listed in {@link dev.cajal.graph.Planner} in the order they run; the result is
 * a {@link dev.cajal.graph.Plan}, a flat list of kernel calls. {@link dev.cajal.graph.Step} is what
 * users compile; {@link dev.cajal.graph.Interpreter} runs a graph node by node.
 */
@NullMarked
package dev.cajal.graph;

import org.jspecify.annotations.NullMarked;
