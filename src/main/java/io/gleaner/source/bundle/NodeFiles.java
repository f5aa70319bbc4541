package io.gleaner.source.bundle;

import io.gleaner.source.ResourceKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the archives of the nodes tell when the API server told nothing. They are zips inside the zip, read as a stream. */
final class NodeFiles {
    private static final Logger LOG = LoggerFactory.getLogger(NodeFiles.class);
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String RELEASE = "/configs/etc/harvester-release.yaml";
    private static final int LARGEST_RELEASE = 1 << 20;

    private NodeFiles() {}

    /** The nodes by the names of their archives, with the operating system that is installed on them. */
    static List<ObjectNode> nodes(Archive archive, Layout layout) {
        List<ObjectNode> nodes = new ArrayList<>();
        new TreeMap<>(layout.nodes()).forEach((name, file) -> {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("apiVersion", ResourceKind.NODE.apiVersion()).put("kind", ResourceKind.NODE.kind());
            node.putObject("metadata").put("name", name);
            node.putObject("status").putObject("nodeInfo").put("osImage", osImage(archive, file));
            nodes.add(node);
        });
        return nodes;
    }

    /** As {@code Harvester v1.4.3}; empty when the archive does not tell. */
    private static String osImage(Archive archive, Archive.Entry file) {
        try (ZipInputStream files =
                new ZipInputStream(new CappedStream(archive.open(file), file.path(), ArchiveRules.LARGEST_FILE))) {
            int count = 0;
            for (ZipEntry entry = files.getNextEntry();
                    entry != null && count < ArchiveRules.MOST_ENTRIES;
                    entry = files.getNextEntry()) {
                count++;
                if (entry.getName().endsWith(RELEASE)) {
                    JsonNode release = YAML.readTree(files.readNBytes(LARGEST_RELEASE));
                    String os = release.path("os").asString("");
                    String harvester = release.path("harvester").asString("");
                    return os.isEmpty() && !harvester.isEmpty() ? "Harvester " + harvester : os;
                }
            }
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read", file.path(), e);
        }
        return "";
    }
}
