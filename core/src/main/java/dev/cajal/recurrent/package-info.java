/**
 * Recurrent networks as operations: {@link dev.cajal.recurrent.Recurrence} runs a cell over all
 * steps of a sequence at once, {@link dev.cajal.recurrent.RecurrenceGrad} runs back. What a cell
 * computes is written once, in {@link dev.cajal.recurrent.Cell}, over any {@link
 * dev.cajal.recurrent.Arithmetic}: on doubles it is the reference, on tensors the unrolled graph,
 * and backends compile it. The rules of the operations differentiate that unrolled graph, which is
 * why this package stands above {@code dev.cajal.grad}.
 */
@NullMarked
package dev.cajal.recurrent;

import org.jspecify.annotations.NullMarked;
