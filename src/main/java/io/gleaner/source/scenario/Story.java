package io.gleaner.source.scenario;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.PodLog;
import io.gleaner.source.PodLogText;
import io.gleaner.source.ResourceKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Tells a cluster its past, step by step, with the simulated controllers answering in between. So whatever a scenario shows
 * (generations, conditions, who wrote what and when) has come about as it would in a real cluster.
 */
final class Story {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectRef CHART_SERVER =
            ResourceKind.DEPLOYMENT.ref("cattle-system", "harvester-cluster-repo");
    private static final ObjectRef REPOSITORY = ResourceKind.CLUSTER_REPO.ref(null, "harvester-charts");

    private final InMemoryCluster cluster;
    private final ScenarioClock clock;
    private final ControllerSimulation simulation;
    private final JsonNode releases;
    private final Map<ObjectRef, PodLog> logs = new LinkedHashMap<>();

    Story(InMemoryCluster cluster, ScenarioClock clock, ControllerSimulation simulation) {
        this.cluster = cluster;
        this.clock = clock;
        this.simulation = simulation;
        this.releases = YAML.readTree(read("releases.yaml"));
    }

    /** Goes on at that instant, after everything before has settled. */
    Story at(String instant) {
        settle();
        Instant next = Instant.parse(instant);
        if (next.isBefore(clock.instant())) {
            throw new IllegalStateException("the story is already at %s, not at %s".formatted(clock.instant(), next));
        }
        clock.set(next);
        return this;
    }

    /** Creates the objects of a template, or merges them into those that are there. */
    Story apply(String template, String manager) {
        return apply(template, manager, Map.of());
    }

    /** Applies a template for the running release: its own version, its Kubernetes, and the versions of its charts. */
    Story applyRelease(String template, String manager, String release) {
        Map<String, String> values = new LinkedHashMap<>(charts(release));
        values.put("harvester-release", release);
        values.put("kubernetes", kubernetes(release));
        return apply(template, manager, values);
    }

    /** Somebody sets one field of a ManagedChart's spec. */
    Story setOnChart(String chart, String field, JsonNode value, String manager) {
        ObjectNode object = cluster.get(ResourceKind.MANAGED_CHART.ref("fleet-local", chart));
        KubernetesJson.child(object, "spec").set(field, value);
        cluster.update(object, manager);
        return this;
    }

    /** Exchanges the image of the chart server and the index Rancher has downloaded from it. */
    Story serveCharts(String release) {
        ObjectNode deployment = cluster.get(CHART_SERVER);
        String image = "rancher/harvester-cluster-repo:" + release;
        if (deployment.at("/spec/template/spec/containers/0") instanceof ObjectNode container
                && !container.path("image").asString("").equals(image)) {
            container.put("image", image);
            ObjectNode rolling = cluster.update(deployment, "kubectl-patch");
            KubernetesJson.child(rolling, "status").set("observedGeneration", rolling.at("/metadata/generation"));
            cluster.updateStatus(rolling, "kube-controller-manager");
            ObjectNode repository = cluster.get(REPOSITORY);
            KubernetesJson.child(repository, "spec").put("forceUpdate", KubernetesJson.time(clock.instant()));
            cluster.update(repository, "kubectl-patch");
        }
        ObjectNode repository = cluster.get(REPOSITORY);
        ObjectNode index = ChartIndexFile.write(repository, charts(release));
        if (cluster.find(KubernetesJson.ref(index)).isPresent()) {
            cluster.update(index, "rancher");
        } else {
            cluster.create(index, "rancher");
        }
        KubernetesJson.child(repository, "status")
                .put("url", KubernetesJson.text(repository, "/spec/url"))
                .put("indexConfigMapNamespace", KubernetesJson.namespace(index))
                .put("indexConfigMapName", KubernetesJson.name(index))
                .put("downloadTime", KubernetesJson.time(clock.instant()))
                .set("observedGeneration", repository.at("/metadata/generation"));
        StatusConditions.set(repository, "FollowerDownloaded", true, "", "", clock.instant());
        StatusConditions.set(repository, "Downloaded", true, "", "", clock.instant());
        cluster.updateStatus(repository, "rancher");
        return this;
    }

    /** What a Pod of the upgrade writes, each line when its time has come. */
    Story podWrites(String pod, String log) {
        ObjectRef ref = ResourceKind.POD.ref("harvester-system", pod);
        logs.merge(ref, PodLogText.read(ref, read(log)), Story::joined);
        return this;
    }

    /** Of Pods that may be gone by now. */
    List<PodLog> logs() {
        return List.copyOf(logs.values());
    }

    private static PodLog joined(PodLog one, PodLog more) {
        return new PodLog(
                one.pod(),
                Stream.concat(one.lines().stream(), more.lines().stream()).toList());
    }

    Story delete(ObjectRef ref) {
        cluster.delete(ref);
        return this;
    }

    /** Lets time pass until the controllers have nothing left to do. */
    void settle() {
        for (Optional<Duration> wait = simulation.step(clock.instant());
                wait.isPresent();
                wait = simulation.step(clock.instant())) {
            clock.set(clock.instant().plus(wait.get()));
        }
    }

    String kubernetes(String release) {
        return releases.path(release).path("kubernetes").asString("");
    }

    private Map<String, String> charts(String release) {
        return releases.path(release).path("charts").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        chart -> chart.getValue().asString(),
                        (first, _) -> first,
                        LinkedHashMap::new));
    }

    private Story apply(String template, String manager, Map<String, String> values) {
        String text = read(template).replace("${now}", KubernetesJson.time(clock.instant()));
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        for (ObjectNode object : documents(template, text)) {
            knowOwners(object);
            cluster.find(KubernetesJson.ref(object))
                    .ifPresentOrElse(there -> merge(there, object, manager), () -> cluster.create(object, manager));
        }
        return this;
    }

    private void merge(ObjectNode there, ObjectNode template, String manager) {
        overlay(there, template);
        ObjectNode stored = cluster.update(there, manager);
        if (there.has("status")) {
            stored.set("status", there.get("status"));
            cluster.updateStatus(stored, manager);
        }
    }

    private static void overlay(ObjectNode there, ObjectNode template) {
        template.properties().forEach(each -> {
            if (each.getValue() instanceof ObjectNode below && there.get(each.getKey()) instanceof ObjectNode child) {
                overlay(child, below);
            } else {
                there.set(each.getKey(), each.getValue());
            }
        });
    }

    /** Templates name owners; only the cluster knows their uids. */
    private void knowOwners(ObjectNode object) {
        for (JsonNode owner : object.at("/metadata/ownerReferences")) {
            ObjectRef ref = new ObjectRef(
                    KubernetesJson.text(owner, "/apiVersion"),
                    KubernetesJson.text(owner, "/kind"),
                    KubernetesJson.namespace(object),
                    KubernetesJson.text(owner, "/name"));
            ((ObjectNode) owner).set("uid", cluster.get(ref).at("/metadata/uid"));
        }
    }

    private static List<ObjectNode> documents(String template, String text) {
        try (MappingIterator<ObjectNode> documents =
                YAML.readerFor(ObjectNode.class).readValues(text)) {
            return documents.readAll();
        } catch (JacksonException broken) {
            throw new IllegalStateException("cannot read " + template, broken);
        }
    }

    private static String read(String template) {
        try (InputStream stream = Story.class.getResourceAsStream(template)) {
            if (stream == null) {
                throw new IllegalStateException("no template " + template);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
