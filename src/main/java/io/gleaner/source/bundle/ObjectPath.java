package io.gleaner.source.bundle;

import tools.jackson.databind.JsonNode;

/** Namespace and name of an object. */
final class ObjectPath {
    private ObjectPath() {}

    static String of(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.path("namespace").asString("") + "/"
                + metadata.path("name").asString("");
    }
}
