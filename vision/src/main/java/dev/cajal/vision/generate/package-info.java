/**
 * Data sets that need no files: drawn digits and textured shapes, made from a seed.
 *
 * <p>Every sample is a function of (seed, index) alone. Read next: {@code DrawnDigits}, whose
 * strokes are in {@code DigitStrokes} and whose ink is laid by {@code Pen}; then {@code
 * TexturedShapes}.
 */
@NullMarked
package dev.cajal.vision.generate;

import org.jspecify.annotations.NullMarked;
