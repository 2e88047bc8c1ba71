package dev.cajal.zoo;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.LocalResponseNorm;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import java.util.List;

/**
 * The networks of Simonyan and Zisserman 2015, table 1: five blocks of convolutions, each followed
 * by pooling, then three linear layers. Names are those of the PyTorch models, so their weights
 * load.
 *
 * @param convolutions how many 3×3 convolutions each block has
 * @param small whether the last convolution of blocks 3 to 5 is 1×1 (column C)
 * @param norm what follows each convolution
 */
record Vgg(List<Integer> convolutions, boolean small, Norm norm) {
  private static final List<Integer> MAPS = List.of(64, 128, 256, 512, 512);

  /** What normalises the maps. */
  enum Norm {
    NONE,
    BATCH,
    /** Response normalisation after the first convolution alone (column A-LRN). */
    RESPONSE
  }

  Module create(int classes) {
    Sequential features = new Sequential();
    for (int block = 0; block < MAPS.size(); block++) {
      for (int i = 0; i < convolutions.get(block); i++) {
        boolean last = i == convolutions.get(block) - 1;
        features.then(
            new Conv2d(
                MAPS.get(block), small && last && block >= 2 ? kernel(1) : kernel(3).padding(1)));
        if (norm == Norm.BATCH) {
          features.then(new BatchNorm());
        }
        features.then(relu());
        if (norm == Norm.RESPONSE && block == 0) {
          features.then(new LocalResponseNorm(5, 5e-4, 0.75, 2));
        }
      }
      features.then(new MaxPool2d(2));
    }
    Sequential classifier =
        new Sequential(
            new Linear(4096),
            relu(),
            new Dropout(0.5),
            new Linear(4096),
            relu(),
            new Dropout(0.5),
            new Linear(classes));
    return new Sequential()
        .then("features", features)
        .then("flatten", new Flatten())
        .then("classifier", classifier);
  }
}
