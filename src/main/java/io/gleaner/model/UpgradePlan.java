package io.gleaner.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An {@code upgradeplans.management.harvesterhci.io} object: the second upgrade engine. Source of the fields:
 * harvester/upgrade-toolkit {@code api/v1beta1/upgradeplan_types.go}.
 *
 * @param currentPhase {@code Initializing}, {@code Initialized}, {@code ISODownloading} … {@code CleanedUp},
 *     {@code Succeeded}, {@code Failed}
 * @param transitions when each phase was entered, oldest first
 * @param release {@code status.releaseMetadata}
 * @param pausedNodes {@code spec.nodeUpgradeOption.pauseNodes}
 */
public record UpgradePlan(
        Metadata metadata,
        String version,
        String previousVersion,
        String currentPhase,
        List<Transition> transitions,
        String singleNode,
        Map<String, String> release,
        List<String> pausedNodes,
        List<NodeUpgrade> nodes,
        Conditions conditions) {
    /** A phase and the moment it was entered. */
    public record Transition(String phase, @Nullable Instant time) {}

    public UpgradePlan {
        transitions = List.copyOf(transitions);
        release = Map.copyOf(release);
        pausedNodes = List.copyOf(pausedNodes);
        nodes = List.copyOf(nodes);
    }

    public String name() {
        return metadata.name();
    }
}
