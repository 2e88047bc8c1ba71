/**
 * Learning from another model: {@link dev.cajal.nn.distill.Distillation} from the softened outputs
 * of a teacher, {@link dev.cajal.nn.distill.Hint} from a layer within it. Both are objectives of a
 * {@link dev.cajal.nn.train.Trainer}.
 */
@NullMarked
package dev.cajal.nn.distill;

import org.jspecify.annotations.NullMarked;
