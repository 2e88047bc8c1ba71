/**
 * Short programs to copy, one file each. Begin with {@code TrainXor}; {@code UserOperation} adds an
 * operation of your own, {@code ServeCallers} answers many threads with one model.
 */
@NullMarked
package dev.cajal.examples;

import org.jspecify.annotations.NullMarked;
