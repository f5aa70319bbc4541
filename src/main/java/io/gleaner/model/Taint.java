package io.gleaner.model;

/** A taint of a node. */
public record Taint(String key, String value, String effect) {}
