package io.gleaner.model;

/** A setting of Harvester, Rancher or Longhorn; {@code value} is empty when the default counts. */
public record Setting(Metadata metadata, String value, String defaultValue) {
    public String name() {
        return metadata.name();
    }

    /** What is in force. */
    public String effective() {
        return value.isEmpty() ? defaultValue : value;
    }
}
