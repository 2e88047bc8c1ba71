package dev.cajal.viz.report;

/**
 * A named value, such as {@code Java} and {@code 25.0.1}.
 *
 * @param name what it is
 * @param value shown as it is
 */
public record Fact(String name, String value) {}
