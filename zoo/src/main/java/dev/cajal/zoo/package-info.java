/**
 * The networks of the lecture notes, each with its published parameter count. {@link
 * dev.cajal.zoo.Zoo} lists them by name; each family is a page of its own.
 */
@NullMarked
package dev.cajal.zoo;

import org.jspecify.annotations.NullMarked;
