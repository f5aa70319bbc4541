package io.gleaner.model;

import java.util.List;
import java.util.Map;

/**
 * An {@code upgrades.harvesterhci.io} object (engine v1). Absent strings are empty.
 *
 * @param version {@code spec.version}, the name of a Version object; empty for upgrades by image
 * @param singleNode {@code status.singleNode}: the node's name when the cluster has exactly one
 * @param release the {@code release} map of {@code status.repoInfo}, what is nested by dotted path
 *     ({@code rancherDependencies.fleet.chart}); empty before RepoReady
 * @param nodes per-node states in the order of the object
 * @param pauseMap by node {@code pause} or {@code unpause}, from v1.7.0 on; empty when nothing is to pause
 */
public record Upgrade(
        Metadata metadata,
        String version,
        String image,
        boolean logEnabled,
        String previousVersion,
        String upgradeLog,
        String singleNode,
        Map<String, String> release,
        List<NodeUpgrade> nodes,
        Conditions conditions,
        Map<String, String> pauseMap) {

    public static final String LATEST_LABEL = "harvesterhci.io/latestUpgrade";
    public static final String STATE_LABEL = "harvesterhci.io/upgradeState";
    public static final String CLEANUP_LABEL = "harvesterhci.io/upgradeCleanup";
    /** On every child object: the name of the upgrade it belongs to. */
    public static final String UPGRADE_LABEL = "harvesterhci.io/upgrade";

    /** JSON, {@code {"node-1":"pause"}}: the mapping reads it into {@link #pauseMap}. */
    public static final String PAUSE_MAP_ANNOTATION = "harvesterhci.io/node-upgrade-pause-map";

    public static final String COMPONENT_LABEL = "harvesterhci.io/upgradeComponent";

    public Upgrade {
        release = Map.copyOf(release);
        nodes = List.copyOf(nodes);
        pauseMap = Map.copyOf(pauseMap);
    }

    public String name() {
        return metadata.name();
    }

    public boolean isLatest() {
        return metadata.label(LATEST_LABEL).filter("true"::equals).isPresent();
    }

    /** The target release: what the ISO says, before that what the spec asks for; may be empty. */
    public String target() {
        return release.getOrDefault("harvester", version);
    }
}
