package io.gleaner.model;

/** An {@code instancemanagers.longhorn.io} object; {@code type} {@code aio} is the one the script waits for. */
public record InstanceManager(Metadata metadata, String type, String image, String node, String state) {}
