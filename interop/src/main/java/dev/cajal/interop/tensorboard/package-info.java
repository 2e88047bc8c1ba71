/**
 * Event files that TensorBoard reads. {@link dev.cajal.interop.tensorboard.TensorBoard} is the
 * listener of a run, {@link dev.cajal.interop.tensorboard.EventFile} writes single events; read
 * that first. Only the few messages that are written are encoded here, so no library is needed.
 */
@NullMarked
package dev.cajal.interop.tensorboard;

import org.jspecify.annotations.NullMarked;
