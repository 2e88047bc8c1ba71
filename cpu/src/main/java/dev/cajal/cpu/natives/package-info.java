/**
 * Finds oneDNN's shared libraries, unpacks them once into the user's cache and loads them. {@link
 * dev.cajal.cpu.natives.Library} is the entry; read {@code dev.cajal.cpu.team} and {@code
 * dev.cajal.cpu.dnnl} next, which call into the libraries.
 */
@NullMarked
package dev.cajal.cpu.natives;

import org.jspecify.annotations.NullMarked;
