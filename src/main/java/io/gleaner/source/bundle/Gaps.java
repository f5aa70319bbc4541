package io.gleaner.source.bundle;

import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.source.PodLogText;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.ResourceKind.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells an absent file that means "none there" from one that means "not collected". A bundle holds only namespaces of a list, and
 * a file only where there is an object; but every namespace has some object, so one without any file was not collected.
 */
final class Gaps {
    /** Node archives below it hold nothing: collection failed on the node (harvester#9485, harvester#10014). */
    private static final long SMALLEST_NODE_ARCHIVE = 2048;

    // What users make, wherever they like.
    private static final Set<ResourceKind> OF_USERS = EnumSet.of(
            ResourceKind.VIRTUAL_MACHINE,
            ResourceKind.VIRTUAL_MACHINE_INSTANCE,
            ResourceKind.MIGRATION,
            ResourceKind.VIRTUAL_MACHINE_BACKUP,
            ResourceKind.BACKUP_SCHEDULE);
    private static final Pattern OF_SYSTEM = Pattern.compile(
            "(?:kube|cattle|fleet|cluster-fleet|longhorn|rancher|harvester)(?:-.*)?|(?:p|u|c|user|project)-.*|local|forklift");
    private static final String MACHINE_PLANS = "fleet-local";
    private static final Pattern OF_DEPLOYMENTS = Pattern.compile("cluster-fleet-.*");

    private final Layout layout;
    private final GenerationErrors errors;
    private final Set<String> namespaces;
    private final Set<String> customKinds;

    /**
     * @param namespaces of the cluster; empty when not known
     * @param customKinds plural and group of those that are installed; empty when not known
     */
    Gaps(Layout layout, GenerationErrors errors, Set<String> namespaces, Set<String> customKinds) {
        this.layout = layout;
        this.errors = errors;
        this.namespaces = new TreeSet<>(namespaces);
        this.customKinds = customKinds;
    }

    /** Whether a kind is certainly not known to the API server. */
    boolean isNotInstalled(ResourceKind kind) {
        boolean isCustom = kind.group().contains(".") && !kind.group().endsWith(".k8s.io")
                || kind.group().equals("cluster.x-k8s.io")
                || kind.group().equals("k8s.cni.cncf.io");
        return isCustom && !customKinds.isEmpty() && !customKinds.contains(kind.qualifiedName());
    }

    /** Of a place whose files, if there are any, could be read. */
    List<Coverage> coverage(ResourceKind kind, Scope scope, boolean isFound) {
        CoverageStatus present = isFound ? CoverageStatus.COLLECTED : CoverageStatus.EMPTY;
        if (!kind.isNamespaced()) {
            return List.of(coverage(kind, null, isFound || hasFile(kind, null), present));
        }
        if (scope.namespace() != null) {
            return List.of(coverage(kind, scope.namespace(), isFound || hasFile(kind, scope.namespace()), present));
        }
        Set<String> missing = missing(kind);
        if (missing.isEmpty() || layout.namespaces().isEmpty()) {
            return List.of(everywhere(kind, present));
        }
        List<Coverage> all = new ArrayList<>();
        layout.namespaces()
                .forEach(namespace -> all.add(coverage(
                        kind,
                        namespace,
                        hasFile(kind, namespace),
                        hasFile(kind, namespace) ? present : CoverageStatus.EMPTY)));
        missing.forEach(
                namespace -> all.add(new Coverage(kind.qualifiedName(), namespace, CoverageStatus.NOT_COLLECTED, "")));
        return all;
    }

    /** Those of Helm are in no bundle. Told by namespace, so as not to speak of the Secrets that are. */
    List<Coverage> releaseSecrets() {
        String secrets = ResourceKind.SECRET.qualifiedName();
        List<Coverage> missing = layout.namespaces().stream()
                .filter(namespace -> !namespace.equals(MACHINE_PLANS))
                .map(namespace -> notCollected(secrets, namespace, ""))
                .toList();
        return missing.isEmpty() ? List.of(notCollected(secrets, null, "")) : missing;
    }

    private Coverage everywhere(ResourceKind kind, CoverageStatus present) {
        Optional<String> failure = layout.namespaces().stream()
                .flatMap(namespace -> errors.of(kind.qualifiedName(), namespace).stream())
                .findFirst();
        if (failure.isPresent()) {
            return new Coverage(kind.qualifiedName(), null, CoverageStatus.FAILED, failure.get());
        }
        if (kind == ResourceKind.BUNDLE_DEPLOYMENT && namespaces.isEmpty() && present == CoverageStatus.EMPTY) {
            return new Coverage(kind.qualifiedName(), null, CoverageStatus.NOT_COLLECTED, "");
        }
        return coverage(kind, null, present == CoverageStatus.COLLECTED, present);
    }

    private Set<String> missing(ResourceKind kind) {
        Set<String> missing = new TreeSet<>(namespaces);
        missing.removeAll(layout.namespaces());
        if (OF_USERS.contains(kind)) {
            missing.removeIf(namespace -> OF_SYSTEM.matcher(namespace).matches());
        } else if (kind == ResourceKind.BUNDLE_DEPLOYMENT) {
            missing.removeIf(namespace -> !OF_DEPLOYMENTS.matcher(namespace).matches());
        } else {
            missing.clear();
        }
        return missing;
    }

    Coverage coverage(ResourceKind kind, @Nullable String namespace, boolean isThere, CoverageStatus present) {
        String name = kind.qualifiedName();
        if (isThere) {
            return new Coverage(name, namespace, present, "");
        }
        Optional<String> failure = errors.of(name, namespace);
        if (failure.isPresent()) {
            return new Coverage(name, namespace, CoverageStatus.FAILED, failure.get());
        }
        if (wasCollected(kind, namespace)) {
            return new Coverage(
                    name, namespace, isNotInstalled(kind) ? CoverageStatus.NOT_INSTALLED : CoverageStatus.EMPTY, "");
        }
        Optional<String> cause = errors.ofScope(kind.isNamespaced());
        return new Coverage(
                name,
                namespace,
                cause.isPresent() ? CoverageStatus.FAILED : CoverageStatus.NOT_COLLECTED,
                cause.orElse(""));
    }

    private boolean wasCollected(ResourceKind kind, @Nullable String namespace) {
        if (!kind.isNamespaced()) {
            return layout.hasClusterObjects();
        }
        if (namespace == null) {
            return !layout.namespaces().isEmpty();
        }
        boolean isKnownAbsent = !namespaces.isEmpty()
                && !namespaces.contains(namespace)
                && !layout.namespaces().isEmpty();
        return layout.namespaces().contains(namespace) || isKnownAbsent;
    }

    private boolean hasFile(ResourceKind kind, @Nullable String namespace) {
        return layout.yamls(kind.qualifiedName()).stream()
                .anyMatch(file -> namespace == null ? file.namespace() == null : namespace.equals(file.namespace()));
    }

    /** Logs, and namespaces and node archives that are not there. */
    List<Coverage> beyondKinds(List<ObjectNode> nodes) {
        List<Coverage> found = new ArrayList<>();
        namespaces.stream()
                .filter(namespace -> !layout.namespaces().contains(namespace))
                .forEach(namespace -> found.add(notCollected("namespaces", namespace, "")));
        Set<String> withLogs = layout.namespacesWithLogs();
        layout.yamls(ResourceKind.POD.qualifiedName()).stream()
                .map(file -> String.valueOf(file.namespace()))
                .filter(namespace -> !withLogs.contains(namespace))
                .sorted()
                .forEach(namespace -> found.add(notCollected(PodLogText.KIND, namespace, "")));
        Set<String> withUpgradeLogs = layout.logs().stream()
                .filter(UpgradePodLogs::isWanted)
                .map(LogFile::namespace)
                .collect(Collectors.toCollection(TreeSet::new));
        withUpgradeLogs.forEach(
                namespace -> found.add(new Coverage(PodLogText.KIND, namespace, CoverageStatus.COLLECTED, "")));
        PodLogText.NAMESPACES.stream()
                .filter(namespace -> withLogs.contains(namespace) && !withUpgradeLogs.contains(namespace))
                .forEach(namespace -> found.add(new Coverage(PodLogText.KIND, namespace, CoverageStatus.EMPTY, "")));
        nodes.stream()
                .map(node -> node.path("metadata").path("name").asString(""))
                .filter(node -> {
                    Archive.Entry archive = layout.nodes().get(node);
                    return archive == null || archive.size() < SMALLEST_NODE_ARCHIVE;
                })
                .sorted()
                .forEach(node -> found.add(notCollected("nodefiles", null, node)));
        return found;
    }

    private static Coverage notCollected(String what, @Nullable String namespace, String detail) {
        return new Coverage(what, namespace, CoverageStatus.NOT_COLLECTED, detail);
    }
}
