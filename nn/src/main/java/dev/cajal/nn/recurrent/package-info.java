/**
 * Recurrent networks: the layers {@link dev.cajal.nn.recurrent.Rnn}, {@link
 * dev.cajal.nn.recurrent.Lstm} and {@link dev.cajal.nn.recurrent.Gru} over whole sequences, and the
 * cells {@link dev.cajal.nn.recurrent.RnnCell}, {@link dev.cajal.nn.recurrent.LstmCell} and {@link
 * dev.cajal.nn.recurrent.GruCell} for a step at a time, in loops of plain Java. Names, shapes and
 * the order of gates are those of PyTorch.
 */
@NullMarked
package dev.cajal.nn.recurrent;

import org.jspecify.annotations.NullMarked;
