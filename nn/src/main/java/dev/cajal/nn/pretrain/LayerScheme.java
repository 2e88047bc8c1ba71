package dev.cajal.nn.pretrain;

/** What a layer learns while it is pretrained. */
public sealed interface LayerScheme permits Autoencoder, Rbm, SupervisedLayers {}
