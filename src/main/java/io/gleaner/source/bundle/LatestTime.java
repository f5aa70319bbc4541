package io.gleaner.source.bundle;

import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The latest time that anything in a recording names: its now, when nothing else tells. */
final class LatestTime {
    private LatestTime() {}

    /** The epoch when there is none at all. */
    static Instant of(RawObjects raw) {
        Stream<@Nullable Instant> objects = Stream.of(
                        ResourceKind.EVENT, ResourceKind.POD, ResourceKind.JOB, ResourceKind.UPGRADE, ResourceKind.NODE)
                .flatMap(kind -> raw.of(kind).stream())
                .flatMap(LatestTime::times);
        Stream<@Nullable Instant> lines = raw.podLogs().stream()
                .flatMap(log -> log.lines().reversed().stream().limit(1))
                .map(line -> line.time());
        return Stream.concat(objects, lines)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static Stream<@Nullable Instant> times(ObjectNode object) {
        return Stream.concat(
                List.of("/lastTimestamp", "/metadata/creationTimestamp", "/status/completionTime").stream()
                        .map(path -> time(object.at(path).asString(""))),
                object.at("/status/conditions")
                        .valueStream()
                        .map(each -> time(each.path("lastTransitionTime").asString(""))));
    }

    private static @Nullable Instant time(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
