/**
 * Pictures of what goes into a network and of what it learned: {@link
 * dev.cajal.viz.image.FilterSheet} shows the weights of a convolution, {@link
 * dev.cajal.viz.image.SampleGrid} shows images beside what the network says of them.
 *
 * <p>Read next: {@link dev.cajal.viz.image.Diverging} for how a weight becomes a colour.
 */
@NullMarked
package dev.cajal.viz.image;

import org.jspecify.annotations.NullMarked;
