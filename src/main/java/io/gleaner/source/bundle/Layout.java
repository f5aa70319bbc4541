package io.gleaner.source.bundle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is where in a recording, by its paths alone. The tree is the one rancher/support-bundle-kit has written since 2021; a root
 * folder of any name, or none, may stand above it.
 */
final class Layout {
    private static final Pattern YAML = Pattern.compile(
            "yamls/(?:cluster|namespaced/(?<namespace>[^/]+))/(?:(?<group>[^/]+\\.[^/]+|[a-z]+)/)?(?<version>v[^/]+)/(?<plural>[^/]+)\\.yaml");
    private static final Pattern POD_LOG =
            Pattern.compile("logs/(?<namespace>[^/]+)/(?<pod>[^/]+)/(?<container>[^/]+)\\.log(?<previous>\\.1)?");
    // Pod names may hold dots, namespaces and containers do not.
    private static final Pattern UPGRADE_LOG = Pattern.compile(
            "(?:logs/)?(?<namespace>[^./]+)\\.(?<pod>[^/]+)\\.(?<container>[^./]+)\\.(?<day>\\d{8})\\.log(?<packed>\\.gz)?");
    private static final Pattern NODE = Pattern.compile("nodes/(?<node>[^/]+)\\.zip");
    private static final Pattern ROOT =
            Pattern.compile("(?<root>(?:[^/]+/){0,3}?)(?:metadata\\.yaml|(?:yamls|nodes|logs)/.+)");

    /** The objects of one kind in one place. */
    record YamlFile(@Nullable String namespace, String group, String plural, Archive.Entry entry) {
        /** As {@code ResourceKind.qualifiedName}. */
        String qualifiedName() {
            return group.isEmpty() ? plural : plural + "." + group;
        }
    }

    private final Map<String, List<YamlFile>> yamls = new HashMap<>();
    private final List<LogFile> logs = new ArrayList<>();
    private final Map<String, Archive.Entry> nodes = new HashMap<>();
    private final Map<String, Archive.Entry> others = new HashMap<>();
    private final Set<String> namespaces = new TreeSet<>();
    private boolean hasClusterObjects;

    private Layout() {}

    static Layout of(Archive archive) {
        Layout layout = new Layout();
        String root = root(archive.entries());
        for (Archive.Entry entry : archive.entries()) {
            if (entry.path().startsWith(root)) {
                layout.put(entry, entry.path().substring(root.length()));
            }
        }
        layout.logs.sort(LogFile.ORDER);
        return layout;
    }

    /** The shortest folder that has what a bundle has at its top. */
    private static String root(List<Archive.Entry> entries) {
        return entries.stream()
                .map(entry -> ROOT.matcher(entry.path()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group("root"))
                .min(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private void put(Archive.Entry entry, String path) {
        if (path.startsWith("yamls/")) {
            putYaml(entry, YAML.matcher(path));
        } else if (path.startsWith("nodes/")) {
            Matcher node = NODE.matcher(path);
            if (node.matches()) {
                nodes.put(node.group("node"), entry);
            }
        } else if (!putLog(entry, path)) {
            others.put(path, entry);
        }
    }

    private void putYaml(Archive.Entry entry, Matcher path) {
        if (!path.matches()) {
            return;
        }
        String group = path.group("group") == null ? "" : path.group("group");
        @Nullable String namespace = path.group("namespace");
        YamlFile file = new YamlFile(namespace, group, path.group("plural"), entry);
        yamls.computeIfAbsent(file.qualifiedName(), _ -> new ArrayList<>()).add(file);
        if (namespace == null) {
            hasClusterObjects = true;
        } else {
            namespaces.add(namespace);
        }
    }

    private boolean putLog(Archive.Entry entry, String path) {
        Matcher pod = POD_LOG.matcher(path);
        if (pod.matches()) {
            logs.add(new LogFile(
                    pod.group("namespace"),
                    pod.group("pod"),
                    pod.group("container"),
                    pod.group("previous") == null ? LogFile.Form.POD : LogFile.Form.POD_BEFORE,
                    "",
                    entry));
            return true;
        }
        Matcher archived = UPGRADE_LOG.matcher(path);
        if (archived.matches()) {
            logs.add(new LogFile(
                    archived.group("namespace"),
                    archived.group("pod"),
                    archived.group("container"),
                    LogFile.Form.ARCHIVED,
                    archived.group("day"),
                    entry));
            return true;
        }
        return false;
    }

    /** Files of a kind, whatever version of it the server preferred. */
    List<YamlFile> yamls(String qualifiedName) {
        return yamls.getOrDefault(qualifiedName, List.of());
    }

    boolean hasYamls() {
        return !yamls.isEmpty();
    }

    boolean hasClusterObjects() {
        return hasClusterObjects;
    }

    /** Those whose objects were collected: no namespace is without any object. */
    Set<String> namespaces() {
        return namespaces;
    }

    List<LogFile> logs() {
        return logs;
    }

    Set<String> namespacesWithLogs() {
        return logs.stream().map(LogFile::namespace).collect(Collectors.toCollection(TreeSet::new));
    }

    Map<String, Archive.Entry> nodes() {
        return nodes;
    }

    Optional<Archive.Entry> other(String path) {
        return Optional.ofNullable(others.get(path));
    }

    /** A zip that holds nothing but another one: somebody packed it twice. */
    Optional<Archive.Entry> packedTwice() {
        if (!isEmpty()) {
            return Optional.empty();
        }
        List<Archive.Entry> zips = others.values().stream()
                .filter(entry -> entry.path().endsWith(".zip"))
                .toList();
        return zips.size() == 1 ? Optional.of(zips.getFirst()) : Optional.empty();
    }

    /** Whether nothing here belongs to a bundle or an upgrade-log archive. */
    boolean isEmpty() {
        return !hasYamls()
                && logs.isEmpty()
                && nodes.isEmpty()
                && other("metadata.yaml").isEmpty();
    }

    /** Whether these are logs of an upgrade alone, as Harvester's <i>Download Log</i> packs them. */
    boolean isUpgradeLogArchive() {
        return !hasYamls() && !logs.isEmpty() && logs.stream().allMatch(log -> log.form() == LogFile.Form.ARCHIVED);
    }

    Stream<String> someOtherPaths() {
        return others.keySet().stream().sorted().limit(3);
    }
}
