/**
 * The part of JSON that headers of files and lines of logs consist of.
 *
 * <p>Read next: {@link dev.cajal.nn.json.JsonReader}.
 */
@NullMarked
package dev.cajal.nn.json;

import org.jspecify.annotations.NullMarked;
