/** Layers, losses, optimizers, data loading and training. */
module dev.cajal.nn {
  requires static org.jspecify;
  requires transitive dev.cajal.core;

  exports dev.cajal.nn;
  exports dev.cajal.nn.data;
  exports dev.cajal.nn.data.format;
  exports dev.cajal.nn.data.text;
  exports dev.cajal.nn.data.transform;
  exports dev.cajal.nn.distill;
  exports dev.cajal.nn.init;
  exports dev.cajal.nn.inspect;
  exports dev.cajal.nn.io;
  exports dev.cajal.nn.loss;
  exports dev.cajal.nn.optim;
  exports dev.cajal.nn.pretrain;
  exports dev.cajal.nn.recurrent;
  exports dev.cajal.nn.saved;
  exports dev.cajal.nn.search;
  exports dev.cajal.nn.train;
  exports dev.cajal.nn.transfer;
  exports dev.cajal.nn.watch;
}
