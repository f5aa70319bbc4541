package io.gleaner.apiserver;

import static org.awaitility.Awaitility.await;

import io.gleaner.source.ResourceKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What makes an API server look like a Harvester cluster's: the kinds, with as little schema as they can have, the
 * namespaces, and users with few rights.
 */
final class HarvesterApi {
    private static final YAMLMapper YAML = new YAMLMapper();
    // Some versions of these groups are younger than the server: then their kinds are not installed.
    private static final Set<String> BUILT_IN = Set.of(
            "",
            "apps",
            "batch",
            "policy",
            "discovery.k8s.io",
            "storage.k8s.io",
            "admissionregistration.k8s.io",
            "apiextensions.k8s.io");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private HarvesterApi() {}

    static void install(Api api, String viewer, String viewerWithoutApps) {
        List<ResourceKind> kinds = Arrays.stream(ResourceKind.values())
                .filter(kind -> !BUILT_IN.contains(kind.group()))
                .toList();
        kinds.forEach(kind -> api.create("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition(kind)));
        Incident.NAMESPACES.forEach(namespace -> api.create(
                "/api/v1/namespaces",
                YAML.readTree("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace))));
        letRead(api, viewer, _ -> true);
        letRead(api, viewerWithoutApps, kind -> kind != ResourceKind.APP);
        await().atMost(PATIENCE)
                .until(() -> kinds.stream()
                        .allMatch(kind ->
                                api.exists("/apis/%s/%s/%s".formatted(kind.group(), kind.version(), kind.plural()))));
    }

    private static ObjectNode definition(ResourceKind kind) {
        ObjectNode definition = (ObjectNode) YAML.readTree("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %s}
                spec:
                  group: %s
                  scope: %s
                  names: {kind: %s, listKind: %sList, plural: %s, singular: %s}
                  versions:
                  - name: %s
                    served: true
                    storage: true
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.formatted(
                        kind.qualifiedName(),
                        kind.group(),
                        kind.isNamespaced() ? "Namespaced" : "Cluster",
                        kind.kind(),
                        kind.kind(),
                        kind.plural(),
                        kind.kind().toLowerCase(Locale.ROOT),
                        kind.version()));
        if (kind.hasStatusSubresource()) {
            ((ObjectNode) definition.at("/spec/versions/0"))
                    .putObject("subresources")
                    .putObject("status");
        }
        return definition;
    }

    private static void letRead(Api api, String user, Predicate<ResourceKind> which) {
        ObjectNode role = (ObjectNode) YAML.readTree("""
                {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: %s}}
                """.formatted(user));
        ArrayNode rules = role.putArray("rules");
        EnumSet.allOf(ResourceKind.class).stream().filter(which).forEach(kind -> {
            ObjectNode rule = rules.addObject();
            rule.putArray("apiGroups").add(kind.group());
            ArrayNode resources = rule.putArray("resources").add(kind.plural());
            if (kind == ResourceKind.POD) {
                resources.add("pods/log");
            }
            rule.set("verbs", JsonMapper.shared().valueToTree(List.of("get", "list", "watch")));
        });
        String rbac = "/apis/rbac.authorization.k8s.io/v1/";
        api.create(rbac + "clusterroles", role);
        api.create(rbac + "clusterrolebindings", YAML.readTree("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %1$s}]
                """.formatted(user)));
    }
}
