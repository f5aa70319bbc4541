package io.gleaner.source.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * {@code metadata.yaml}, and what a file's name tells.
 *
 * @param created the bundle's own now; null when neither tells
 * @param kubernetesVersion empty when not known
 */
record BundleMetadata(@Nullable Instant created, String kubernetesVersion) {
    static final BundleMetadata NONE = new BundleMetadata(null, "");

    private static final YAMLMapper YAML = new YAMLMapper();
    // RFC 3339 with dashes for colons, as in supportbundle_…_2026-01-02T03-04-05Z.zip.
    private static final Pattern TIME_IN_NAME =
            Pattern.compile("[_-](\\d{4}-\\d{2}-\\d{2}T)(\\d{2})-(\\d{2})-(\\d{2})Z");
    private static final int LARGEST = 1 << 20;

    static BundleMetadata read(Archive archive, Layout layout) {
        Optional<Archive.Entry> file = layout.other("metadata.yaml");
        if (file.isEmpty()) {
            return NONE;
        }
        try (InputStream in = archive.open(file.get())) {
            JsonNode yaml = YAML.readTree(in.readNBytes(LARGEST));
            return new BundleMetadata(
                    time(yaml.path("bundlecreatedat").asString("")),
                    yaml.path("kubernetesversion").asString(""));
        } catch (IOException | JacksonException _) {
            // The file's name may still tell the time.
            return NONE;
        }
    }

    BundleMetadata orNamed(String name) {
        return created == null ? new BundleMetadata(timeIn(name), kubernetesVersion) : this;
    }

    static @Nullable Instant timeIn(String name) {
        Matcher found = TIME_IN_NAME.matcher(name);
        return found.find()
                ? time(found.group(1) + found.group(2) + ":" + found.group(3) + ":" + found.group(4) + "Z")
                : null;
    }

    private static @Nullable Instant time(String text) {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }
}
