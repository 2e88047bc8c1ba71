/**
 * Short programs to copy, one file each. Begin with {@code TrainXor}; {@code UserOperation} adds an
 * operation of your own.
 */
@NullMarked
package dev.cajal.examples;

import org.jspecify.annotations.NullMarked;
