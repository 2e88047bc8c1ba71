/**
 * Greedy layer-wise pretraining: {@link dev.cajal.nn.pretrain.Pretraining} teaches the hidden
 * layers of a {@link dev.cajal.nn.Sequential} one after the other, from the lowest, before the
 * whole is trained: each learns to reconstruct its input ({@link
 * dev.cajal.nn.pretrain.Autoencoder}), to model its distribution ({@link
 * dev.cajal.nn.pretrain.Rbm}), or to classify from it ({@link
 * dev.cajal.nn.pretrain.SupervisedLayers}).
 *
 * <p>Read next: {@code Pretraining}, {@code Stack} (which layers there are), and one of the
 * objectives, {@code Reconstruction}.
 */
@NullMarked
package dev.cajal.nn.pretrain;

import org.jspecify.annotations.NullMarked;
