/**
 * Labs about convolution: its arithmetic, its costs, its matrix, and what pooling does.
 *
 * <p>Read next: {@link dev.cajal.labs.convolution.ConvolutionLabs}, which lists them.
 */
@NullMarked
package dev.cajal.labs.convolution;

import org.jspecify.annotations.NullMarked;
