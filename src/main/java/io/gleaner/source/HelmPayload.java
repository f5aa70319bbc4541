package io.gleaner.source;

import io.gleaner.model.HelmRelease;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the payload of a Helm release Secret tells without its values: base64 (of the API) of base64 (of Helm) of JSON, mostly
 * gzipped, as Helm v3 and v4 write it in {@code pkg/storage/driver/util.go}. It is read as a stream, so that manifests and
 * values never become objects here.
 */
public final class HelmPayload {
    // etcd takes requests of up to 1.5 MiB.
    private static final int LONGEST_TEXT = 4 << 20;
    private static final int LONGEST_DOCUMENT = 64 << 20;
    private static final int LONGEST_FACT = 1_000;
    private static final Set<String> WAY = Set.of("/info", "/chart", "/chart/metadata");
    private static final String STATUS = "/info/status";
    private static final String DEPLOYED = "/info/last_deployed";
    private static final String CHART = "/chart/metadata/name";
    private static final String CHART_VERSION = "/chart/metadata/version";
    private static final String APP_VERSION = "/chart/metadata/appVersion";
    private static final Set<String> WANTED = Set.of(STATUS, DEPLOYED, CHART, CHART_VERSION, APP_VERSION);
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(LONGEST_DOCUMENT)
                    .build())
            .build();

    private HelmPayload() {}

    /** Empty for any other Secret, and for a payload that is none. */
    public static Optional<HelmRelease> read(ObjectNode secret) {
        return CatalogMapping.releaseSecret(secret)
                .flatMap(release -> facts(secret.path("data").path("release").asString(""))
                        .map(facts -> new HelmRelease(
                                release.witness(),
                                release.namespace(),
                                release.name(),
                                release.revision(),
                                facts.getOrDefault(STATUS, release.status()),
                                facts.getOrDefault(CHART, ""),
                                facts.getOrDefault(CHART_VERSION, ""),
                                facts.getOrDefault(APP_VERSION, ""),
                                instant(facts.getOrDefault(DEPLOYED, "")))));
    }

    private static Optional<Map<String, String>> facts(String payload) {
        if (payload.isEmpty() || payload.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        try (InputStream document = document(payload);
                JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
            Map<String, String> facts = new HashMap<>();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                collect(parser, "", facts);
            }
            return facts.isEmpty() ? Optional.empty() : Optional.of(facts);
        } catch (IOException | JacksonException | IllegalArgumentException _) {
            // Whatever it is, Helm did not write it.
            return Optional.empty();
        }
    }

    private static InputStream document(String payload) throws IOException {
        byte[] bytes = Base64.getDecoder().decode(Base64.getDecoder().decode(payload));
        boolean isZipped = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        InputStream stream = new ByteArrayInputStream(bytes);
        return isZipped ? new GZIPInputStream(stream) : stream;
    }

    private static void collect(JsonParser parser, String path, Map<String, String> facts) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String at = path + "/" + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && WAY.contains(at)) {
                collect(parser, at, facts);
            } else if (value == JsonToken.VALUE_STRING && WANTED.contains(at)) {
                String fact = parser.getString();
                facts.put(at, fact.substring(0, Math.min(fact.length(), LONGEST_FACT)));
            } else {
                parser.skipChildren();
            }
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }
}
