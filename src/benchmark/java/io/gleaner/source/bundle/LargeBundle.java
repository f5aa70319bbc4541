package io.gleaner.source.bundle;

import io.gleaner.cases.CaseFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a bundle of a long-lived cluster for benchmarks: 20 nodes, about 15,000 objects, 300 MB of logs, 600 MB unpacked. The
 * incident in it is a recorded case. {@code java … io.gleaner.source.bundle.LargeBundle FOLDER}
 */
public final class LargeBundle {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant CREATED = Instant.parse("2025-09-02T08:10:00Z");
    private static final Path INCIDENT =
            Path.of("src/test/resources/cases/stopped-before-chart-server-swap/objects.yaml");
    private static final int NODES = 20;
    private static final long LOG_BYTES = 300L << 20;
    private static final int LOGS = 600;

    /** A kind that makes up a large part of a real bundle: how many, in which namespaces, how large as JSON. */
    private record Crowd(String apiVersion, String kind, String plural, int count, int bytes, String... namespaces) {}

    private static final List<Crowd> CROWDS = List.of(
            new Crowd(
                    "v1",
                    "Pod",
                    "pods",
                    1_500,
                    14_000,
                    "kube-system",
                    "harvester-system",
                    "longhorn-system",
                    "default"),
            new Crowd("v1", "Event", "events", 2_500, 2_200, "kube-system", "harvester-system", "longhorn-system"),
            new Crowd(
                    "events.k8s.io/v1",
                    "Event",
                    "events",
                    2_500,
                    2_200,
                    "kube-system",
                    "harvester-system",
                    "longhorn-system"),
            new Crowd("apps/v1", "ReplicaSet", "replicasets", 900, 14_000, "cattle-system", "harvester-system"),
            new Crowd("apps/v1", "Deployment", "deployments", 160, 14_000, "cattle-system", "harvester-system"),
            new Crowd("apps/v1", "DaemonSet", "daemonsets", 30, 14_000, "harvester-system", "longhorn-system"),
            new Crowd("apps/v1", "ControllerRevision", "controllerrevisions", 600, 9_000, "longhorn-system"),
            new Crowd("longhorn.io/v1beta2", "Volume", "volumes", 700, 6_000, "longhorn-system"),
            new Crowd("longhorn.io/v1beta2", "Replica", "replicas", 2_100, 5_000, "longhorn-system"),
            new Crowd("longhorn.io/v1beta2", "Engine", "engines", 700, 9_000, "longhorn-system"),
            new Crowd("kubevirt.io/v1", "VirtualMachine", "virtualmachines", 250, 12_000, "default"),
            new Crowd("kubevirt.io/v1", "VirtualMachineInstance", "virtualmachineinstances", 220, 14_000, "default"),
            new Crowd(
                    "policy/v1",
                    "PodDisruptionBudget",
                    "poddisruptionbudgets",
                    240,
                    2_500,
                    "default",
                    "longhorn-system"),
            new Crowd(
                    "discovery.k8s.io/v1",
                    "EndpointSlice",
                    "endpointslices",
                    400,
                    4_000,
                    "kube-system",
                    "harvester-system"),
            new Crowd("v1", "ConfigMap", "configmaps", 500, 9_000, "cattle-system", "harvester-system", "kube-system"),
            new Crowd("v1", "Service", "services", 350, 3_000, "kube-system", "harvester-system"),
            new Crowd("coordination.k8s.io/v1", "Lease", "leases", 500, 900, "kube-system"),
            new Crowd("catalog.cattle.io/v1", "App", "apps", 50, 250_000, "cattle-system"),
            new Crowd("fleet.cattle.io/v1alpha1", "Bundle", "bundles", 25, 900_000, "fleet-local"));

    private final Random random = new Random(5);
    private final List<String> words = new ArrayList<>();

    private LargeBundle() {
        for (int i = 0; i < 400; i++) {
            words.add(Long.toString(random.nextLong(1L << (10 + random.nextInt(20))), 36));
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Path file = folder.resolve("supportbundle_5d9f2c1e-7a64-4b0e-9c35-0f6c1b8f3d11_2025-09-02T08-10-00Z.zip");
        new LargeBundle().write(file);
    }

    private void write(Path file) throws IOException {
        List<ObjectNode> incident = CaseFile.documents(INCIDENT).stream()
                .filter(object -> object.has("apiVersion"))
                .toList();
        BundleFixture fixture = new BundleFixture(CREATED).objects(incident);
        CROWDS.forEach(crowd -> fixture.objects(objects(crowd)));
        fixture.objects(clusterObjects("apiextensions.k8s.io/v1", "CustomResourceDefinition", 230, 160_000));
        fixture.objects(clusterObjects("fleet.cattle.io/v1alpha1", "Content", 40, 600_000));
        fixture.objects(clusterObjects("v1", "PersistentVolume", 700, 5_000));
        String root = file.getFileName().toString().replace(".zip", "/");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : fixture.files().entrySet()) {
                put(zip, root + each.getKey(), each.getValue());
            }
            for (int log = 0; log < LOGS; log++) {
                zip.putNextEntry(new ZipEntry(root + "logs/longhorn-system/pod-%d/main.log".formatted(log)));
                log(zip, LOG_BYTES / LOGS);
                zip.closeEntry();
            }
            for (int node = 0; node < NODES; node++) {
                put(zip, root + "nodes/node-%d.zip".formatted(node), nodeArchive("node-" + node));
            }
        }
    }

    private static void put(ZipOutputStream zip, String path, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(content);
        zip.closeEntry();
    }

    private byte[] nodeArchive(String name) throws IOException {
        java.io.ByteArrayOutputStream log = new java.io.ByteArrayOutputStream();
        log(log, 2 << 20);
        return BundleFixture.zipped(Map.of(
                name + "/configs/etc/harvester-release.yaml",
                "harvester: v1.4.3\nos: Harvester v1.4.3\n".getBytes(StandardCharsets.UTF_8),
                name + "/logs/rke2-server.log",
                log.toByteArray()));
    }

    private void log(OutputStream out, long bytes) throws IOException {
        Instant time = CREATED.minusSeconds(86_400);
        long written = 0;
        StringBuilder lines = new StringBuilder();
        while (written < bytes) {
            lines.setLength(0);
            for (int i = 0; i < 200; i++) {
                time = time.plusMillis(random.nextInt(4_000));
                lines.append(time).append(" time=\"").append(time).append("\" level=info msg=\"");
                for (int word = 0; word < 14; word++) {
                    lines.append(word()).append(' ');
                }
                lines.append("\"\n");
            }
            byte[] block = lines.toString().getBytes(StandardCharsets.UTF_8);
            out.write(block);
            written += block.length;
        }
    }

    private String word() {
        return words.get(random.nextInt(words.size()));
    }

    private List<ObjectNode> objects(Crowd crowd) {
        List<ObjectNode> objects = new ArrayList<>();
        for (int i = 0; i < crowd.count(); i++) {
            String namespace = crowd.namespaces()[i % crowd.namespaces().length];
            objects.add(grown(
                    BundleFixture.object(
                            crowd.apiVersion(), crowd.kind(), namespace, crowd.plural() + "-" + i + "-" + word()),
                    crowd.bytes()));
        }
        return objects;
    }

    private List<ObjectNode> clusterObjects(String apiVersion, String kind, int count, int bytes) {
        List<ObjectNode> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            objects.add(grown(BundleFixture.object(apiVersion, kind, null, "object-" + i + "." + word()), bytes));
        }
        return objects;
    }

    /** Half of an object is who wrote it, the rest labels, specification and status. */
    private ObjectNode grown(ObjectNode object, int bytes) {
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.put(
                "creationTimestamp",
                CREATED.minusSeconds(random.nextInt(9_000_000)).toString());
        metadata.put("uid", new java.util.UUID(random.nextLong(), random.nextLong()).toString());
        metadata.putObject("labels").put("app", word()).put("pod-template-hash", word());
        ObjectNode writer = metadata.putArray("managedFields").addObject();
        writer.put("apiVersion", object.path("apiVersion").asString("")).put("fieldsType", "FieldsV1");
        writer.put("manager", "kube-controller-manager")
                .put("operation", "Update")
                .put("time", CREATED.toString());
        ObjectNode fields = writer.putObject("fieldsV1");
        for (int size = 0; size < bytes / 2; size += 120) {
            ObjectNode below = fields.putObject("f:" + word()).putObject("k:{\"type\":\"" + word() + "\"}");
            below.putObject(".");
            below.putObject("f:" + word());
            below.putObject("f:" + word());
        }
        boolean isPacked = bytes > 500_000;
        ObjectNode spec = object.putObject("spec");
        String bulk = switch (object.path("kind").asString("")) {
            case "Pod" -> "containers";
            case "App" -> "values";
            default -> "parts";
        };
        if (isPacked) {
            spec.putArray("resources").addObject().put("name", "chart.tgz").put("content", base64(bytes / 2));
        } else {
            for (int size = 0; size < bytes / 2; size += 150) {
                ObjectNode part = spec.withArray(bulk).addObject();
                part.put("name", word()).put("image", "rancher/" + word() + ":v1.5." + random.nextInt(9));
                part.put(
                        "message",
                        word() + " " + word() + " \"" + word() + "\" " + word() + " is waiting for " + word());
                part.put("size", random.nextLong(1L << 40))
                        .put("ready", random.nextBoolean())
                        .put("reason", "");
            }
        }
        ObjectNode condition = object.putObject("status").putArray("conditions").addObject();
        condition.put("type", "Ready").put("status", "True").put("reason", "").put("message", "");
        condition.put(
                "lastTransitionTime",
                CREATED.minusSeconds(random.nextInt(80_000)).toString());
        return object;
    }

    private String base64(int bytes) {
        byte[] content = new byte[bytes * 3 / 4];
        random.nextBytes(content);
        // Packed charts hardly shrink again.
        return java.util.Base64.getEncoder().encodeToString(content);
    }
}
