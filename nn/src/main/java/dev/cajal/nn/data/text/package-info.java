/**
 * Text as data for models of characters: an {@link dev.cajal.nn.data.text.Alphabet} numbers the
 * characters, {@link dev.cajal.nn.data.text.TextWindows} cuts a text into samples whose labels are
 * the characters that come next, and {@link dev.cajal.nn.data.text.TextSource} opens files.
 */
@NullMarked
package dev.cajal.nn.data.text;

import org.jspecify.annotations.NullMarked;
