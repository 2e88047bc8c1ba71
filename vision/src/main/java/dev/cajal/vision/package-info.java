/** Image decoding, image data sets, augmentation and generators. */
@NullMarked
package dev.cajal.vision;

import org.jspecify.annotations.NullMarked;
