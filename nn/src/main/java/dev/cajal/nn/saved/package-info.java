/**
 * Models without their Java code: {@link dev.cajal.nn.saved.SavedModel} holds the traced graph of
 * any model as plain maps and lists, by registered operation names, and makes a working model of it
 * again. It never names a class. The weights are saved apart, by {@code dev.cajal.nn.io}.
 */
@NullMarked
package dev.cajal.nn.saved;

import org.jspecify.annotations.NullMarked;
