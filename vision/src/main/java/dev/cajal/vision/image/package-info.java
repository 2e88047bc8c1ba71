/**
 * Pictures in memory and their decoding from JPEG, PNG, BMP and GIF.
 *
 * <p>The sizes in a file's header are checked before anything is decoded. Read next: {@code
 * Picture}, then {@code PictureDecoder}.
 */
@NullMarked
package dev.cajal.vision.image;

import org.jspecify.annotations.NullMarked;
