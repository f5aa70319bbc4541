package io.gleaner.source.live;

import io.gleaner.model.HelmRelease;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.HelmPayload;
import io.gleaner.source.ResourceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decodes the payload of the Helm releases an upgrade is about, each revision once: those of the ManagedCharts, and Rancher's own.
 * Only the newest revision counts, and the newest that was deployed where that is another.
 */
final class ReleasePayloads implements AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final Set<Release> RANCHERS = Set.of(
            new Release("cattle-system", "rancher"),
            new Release("cattle-system", "rancher-webhook"),
            new Release("cattle-fleet-system", "fleet"),
            new Release("cattle-fleet-system", "fleet-crd"));

    private final Lookups<Revision, Optional<HelmRelease>> lookups;

    private record Release(String namespace, String name) {}

    /** The uid and version of its Secret make it one that never changes. */
    private record Revision(String namespace, String secret, String uid, String version) {}

    ReleasePayloads(ApiRequests api, Runnable changed) {
        lookups = new Lookups<>(
                "helm-release",
                revision -> HelmPayload.read(
                        api.get(ApiPath.of(ResourceKind.SECRET, revision.namespace(), revision.secret()))),
                (_, outcome) -> outcome.failure() == null || outcome.failure().reason() == Reason.NOT_FOUND
                        ? Optional.empty()
                        : Optional.of(RETRY),
                changed);
    }

    /** @param secrets their metadata is enough */
    void follow(Collection<ObjectNode> charts, Collection<ObjectNode> secrets) {
        Set<Release> wanted = new HashSet<>(RANCHERS);
        charts.forEach(chart -> wanted.add(release(chart)));
        Map<Release, List<ObjectNode>> revisions = new HashMap<>();
        for (ObjectNode secret : secrets) {
            Release release = new Release(text(secret, "metadata", "namespace"), label(secret, "name"));
            if (label(secret, "owner").equals("helm") && wanted.contains(release)) {
                revisions.computeIfAbsent(release, _ -> new ArrayList<>()).add(secret);
            }
        }
        lookups.want(
                revisions.values().stream().flatMap(ReleasePayloads::newest).toList());
    }

    boolean isSettled() {
        return lookups.isSettled();
    }

    List<HelmRelease> releases() {
        return lookups.outcomes().values().stream()
                .map(Lookups.Outcome::value)
                .filter(Objects::nonNull)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(release -> release.witness().path()))
                .toList();
    }

    @Override
    public void close() {
        lookups.close();
    }

    private static Stream<Revision> newest(List<ObjectNode> secrets) {
        Comparator<ObjectNode> byRevision = Comparator.comparingLong(ReleasePayloads::revision);
        Optional<ObjectNode> newest = secrets.stream().max(byRevision);
        Optional<ObjectNode> deployed = secrets.stream()
                .filter(secret -> label(secret, "status").equals("deployed"))
                .max(byRevision);
        return Stream.of(newest, deployed)
                .flatMap(Optional::stream)
                .distinct()
                .map(secret -> new Revision(
                        text(secret, "metadata", "namespace"),
                        text(secret, "metadata", "name"),
                        text(secret, "metadata", "uid"),
                        text(secret, "metadata", "resourceVersion")));
    }

    private static long revision(ObjectNode secret) {
        try {
            return Long.parseLong(label(secret, "version"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /** Where the spec names no release, Fleet names it after the Bundle. */
    private static Release release(ObjectNode chart) {
        String namespace = text(chart, "spec", "namespace");
        String name = text(chart, "spec", "releaseName");
        return new Release(
                namespace.isEmpty() ? text(chart, "spec", "defaultNamespace") : namespace,
                name.isEmpty() ? "mcc-" + text(chart, "metadata", "name") : name);
    }

    private static String label(ObjectNode object, String label) {
        return text(object, "metadata", "labels", label);
    }

    private static String text(JsonNode from, String... keys) {
        JsonNode found = from;
        for (String key : keys) {
            found = found.path(key);
        }
        return found.asString("");
    }
}
