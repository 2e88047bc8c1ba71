/**
 * Losses: what turns predictions and targets into the number to minimise. {@link
 * dev.cajal.nn.loss.Losses} has each with its usual options; the record that it names, such as
 * {@link dev.cajal.nn.loss.CrossEntropy}, has formula, shapes and the other options. {@link
 * dev.cajal.nn.loss.Penalties} keep weights small.
 */
@NullMarked
package dev.cajal.nn.loss;

import org.jspecify.annotations.NullMarked;
