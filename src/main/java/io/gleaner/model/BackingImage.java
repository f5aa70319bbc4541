package io.gleaner.model;

/** A {@code backingimages.longhorn.io} object; {@code minimumCopies} is -1 when not known. */
public record BackingImage(Metadata metadata, int minimumCopies) {}
