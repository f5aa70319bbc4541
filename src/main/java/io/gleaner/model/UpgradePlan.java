package io.gleaner.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
 * @param skipsOperatingSystem {@code spec.skipOSUpgrade}
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
        boolean skipsOperatingSystem,
        List<NodeUpgrade> nodes,
        Conditions conditions) {
    /** On the objects an UpgradePlan makes, by {@code pkg/upgradeplan/constant.go}: its name. */
    public static final String PLAN_LABEL = "management.harvesterhci.io/upgrade-plan";
    /** {@code image-preload}, {@code cluster-upgrade} or {@code node-upgrade}. */
    public static final String COMPONENT_LABEL = "management.harvesterhci.io/upgrade-component";

    public static final String SUCCEEDED = "Succeeded";
    public static final String FAILED = "Failed";
    /** Condition types. */
    public static final String PROGRESSING = "Progressing";

    public static final String DEGRADED = "Degraded";

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

    /** Succeeded and Failed are for good. */
    public boolean isFinished() {
        return currentPhase.equals(SUCCEEDED) || currentPhase.equals(FAILED);
    }

    /** When it was; empty while it goes on, or when it was not written down. */
    public Optional<Instant> finished() {
        return isFinished() ? entered(currentPhase) : Optional.empty();
    }

    /** When a phase was entered first. */
    public Optional<Instant> entered(String phase) {
        return transitions.stream()
                .filter(transition -> transition.phase().equals(phase))
                .flatMap(transition -> Stream.ofNullable(transition.time()))
                .min(Instant::compareTo);
    }

    /** The target release: what the ISO says, before that what the spec asks for. */
    public String target() {
        return release.getOrDefault("harvester", version);
    }
}
