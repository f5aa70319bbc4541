package io.gleaner.source.bundle;

import io.gleaner.model.PodLog;
import io.gleaner.source.ResourceKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes a support bundle of objects and logs, through {@link BundleEncoder}. What a bundle leaves out is left out. */
public final class BundleFixture {
    /** The namespaces Harvester has collected by default since v1.4. */
    static final Set<String> NAMESPACES = Set.of(
            "default",
            "kube-system",
            "cattle-system",
            "cattle-dashboards",
            "cattle-fleet-local-system",
            "cattle-fleet-system",
            "cattle-fleet-clusters-system",
            "cattle-logging-system",
            "cattle-monitoring-system",
            "cattle-provisioning-capi-system",
            "fleet-local",
            "harvester-system",
            "local",
            "longhorn-system");

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HARMLESS_ERRORS = """
            Failed to get /apis/authorization.k8s.io/v1/selfsubjectaccessreviews: the server does not allow this method on the requested resource
            Failed to get /apis/authentication.k8s.io/v1/tokenreviews: the server does not allow this method on the requested resource
            Failed to get /api/v1/namespaces/default/bindings: the server does not allow this method on the requested resource
            """;

    private final Instant created;
    private final List<ObjectNode> objects = new ArrayList<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Set<String> namespaces = new TreeSet<>(NAMESPACES);
    private Predicate<ResourceKind> installed = _ -> true;
    private Predicate<String> leftOut = _ -> false;

    public BundleFixture(Instant created) {
        this.created = created;
        file("bundleGenerationError.log", HARMLESS_ERRORS);
        file("metadata.yaml", """
                bundlename: bundle-abcde
                bundleversion: 0.1.0
                kubernetesversion: v1.31.7+rke2r1
                projectnamespaceuuid: 5d9f2c1e-7a64-4b0e-9c35-0f6c1b8f3d11
                bundlecreatedat: "%s"
                issueurl: ""
                issuedescription: |-
                  The upgrade stands still.
                  Since this morning.
                """.formatted(created));
    }

    public BundleFixture objects(List<ObjectNode> more) {
        more.forEach(object -> objects.add(object.deepCopy()));
        return this;
    }

    /** Collected besides the default ones. */
    public BundleFixture namespaces(Set<String> more) {
        namespaces.addAll(more);
        return this;
    }

    public BundleFixture installed(Predicate<ResourceKind> kinds) {
        installed = kinds;
        return this;
    }

    public BundleFixture log(PodLog log) {
        StringBuilder text = new StringBuilder();
        log.lines()
                .forEach(line -> text.append(line.time() == null ? "" : line.time() + " ")
                        .append(line.text())
                        .append('\n'));
        return file(
                "logs/%s/%s/apply.log"
                        .formatted(log.pod().namespace(), log.pod().name()),
                text.toString());
    }

    public BundleFixture file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public BundleFixture file(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    public BundleFixture node(String name, String release) {
        return file(
                "nodes/" + name + ".zip",
                zipped(Map.of(
                        name + "/configs/etc/harvester-release.yaml",
                        "harvester: %s\nos: Harvester %s\nkubernetes: v1.31.7+rke2r1\n"
                                .formatted(release, release)
                                .getBytes(StandardCharsets.UTF_8),
                        name + "/logs/rke2-server.log",
                        "Dec 31 23:59:59.000001 %s rke2[1]: last\nJan 01 00:00:01.000001 %s rke2[1]: first\n"
                                .formatted(name, name)
                                .getBytes(StandardCharsets.UTF_8))));
    }

    public BundleFixture without(Predicate<String> path) {
        leftOut = leftOut.or(path);
        return this;
    }

    /** All files by their paths below the root folder. */
    Map<String, byte[]> files() {
        Map<String, List<ObjectNode>> lists = new TreeMap<>();
        Set<String> everyNamespace = new TreeSet<>(namespaces);
        for (ObjectNode object : objects) {
            String namespace = object.path("metadata").path("namespace").asString("");
            if (!namespace.isEmpty()) {
                everyNamespace.add(namespace);
            }
            if ((namespace.isEmpty() || namespaces.contains(namespace)) && isCollected(object)) {
                lists.computeIfAbsent(path(object), _ -> new ArrayList<>()).add(object);
            }
        }
        for (String namespace : everyNamespace) {
            lists.computeIfAbsent("yamls/cluster/v1/namespaces.yaml", _ -> new ArrayList<>())
                    .add(object("v1", "Namespace", null, namespace));
        }
        for (String namespace : namespaces) {
            lists.computeIfAbsent("yamls/namespaced/%s/v1/configmaps.yaml".formatted(namespace), _ -> new ArrayList<>())
                    .add(object("v1", "ConfigMap", namespace, "kube-root-ca.crt"));
        }
        lists.put("yamls/cluster/apiextensions.k8s.io/v1/customresourcedefinitions.yaml", customResources());
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        lists.forEach((path, list) -> all.put(path, BundleEncoder.list(list).getBytes(StandardCharsets.UTF_8)));
        all.keySet().removeIf(leftOut);
        return all;
    }

    private List<ObjectNode> customResources() {
        List<ObjectNode> definitions = new ArrayList<>(objects.stream()
                .filter(object -> object.path("kind").asString("").equals("CustomResourceDefinition"))
                .toList());
        Set<String> known = new TreeSet<>();
        definitions.forEach(each -> known.add(each.path("metadata").path("name").asString("")));
        Arrays.stream(ResourceKind.values())
                .filter(installed)
                .map(ResourceKind::qualifiedName)
                .filter(name -> name.contains(".") && known.add(name))
                .map(name -> object("apiextensions.k8s.io/v1", "CustomResourceDefinition", null, name))
                .forEach(definitions::add);
        return definitions;
    }

    /** Of Secrets a bundle has the machine plans alone. */
    private static boolean isCollected(ObjectNode object) {
        return !object.path("kind").asString("").equals("Secret")
                || object.path("type").asString("").equals("rke.cattle.io/machine-plan")
                || object.path("metadata").path("name").asString("").endsWith("-machine-plan");
    }

    private static String path(ObjectNode object) {
        String apiVersion = object.path("apiVersion").asString("");
        String kind = object.path("kind").asString("");
        String plural =
                ResourceKind.of(apiVersion, kind).map(ResourceKind::plural).orElse(kind.toLowerCase(Locale.ROOT) + "s");
        String namespace = object.path("metadata").path("namespace").asString("");
        return "yamls/" + (namespace.isEmpty() ? "cluster" : "namespaced/" + namespace) + "/" + apiVersion + "/"
                + plural + ".yaml";
    }

    static ObjectNode object(String apiVersion, String kind, @Nullable String namespace, String name) {
        ObjectNode object = JSON.createObjectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", name);
        if (namespace != null) {
            metadata.put("namespace", namespace);
        }
        return object;
    }

    String rootName() {
        return "supportbundle_5d9f2c1e-7a64-4b0e-9c35-0f6c1b8f3d11_"
                + created.toString().replace(':', '-');
    }

    /** As it is downloaded. */
    public Path zip(Path folder) {
        return zip(folder.resolve(rootName() + ".zip"), rootName() + "/");
    }

    /** @param root of the paths in the zip, with a slash at its end, or empty */
    Path zip(Path file, String root) {
        Map<String, byte[]> rooted = new LinkedHashMap<>();
        files().forEach((path, content) -> rooted.put(root + path, content));
        return write(file, zipped(rooted));
    }

    Path unpacked(Path folder) {
        files().forEach((path, content) -> write(folder.resolve(rootName()).resolve(path), content));
        return folder.resolve(rootName());
    }

    static Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] zipped(Map<String, byte[]> files) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        zip(packed, files);
        return packed.toByteArray();
    }

    private static void zip(OutputStream out, Map<String, byte[]> files) {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
