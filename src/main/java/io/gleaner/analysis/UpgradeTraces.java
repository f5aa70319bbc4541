package io.gleaner.analysis;

import io.gleaner.analysis.UpgradeAssessment.Engine;
import io.gleaner.analysis.UpgradeAssessment.Pace;
import io.gleaner.analysis.UpgradeAssessment.State;
import io.gleaner.model.ClusterNode;
import io.gleaner.model.ClusterState;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.Job;
import io.gleaner.model.Known;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Recognises an upgrade whose object was deleted. Names on nodes, charts and Jobs survive a finished upgrade as well as an
 * aborted one; what tells them apart is whether everything is at one version: the running Harvester, the chart server, the
 * operating system and the kubelet of every node, and that the script's charts were un-paused again.
 */
final class UpgradeTraces {
    private static final String PLAN_LABEL = "plan.upgrade.cattle.io/";
    private static final String LAST_UPGRADE = "upgrade.harvesterhci.io/last-upgrade-name";
    private static final String LAST_TARGET = "upgrade.harvesterhci.io/last-upgrade-target-version";

    private final ClusterState state;
    private final RunningVersions versions;

    private UpgradeTraces(ClusterState state, RunningVersions versions) {
        this.state = state;
        this.versions = versions;
    }

    static Optional<UpgradeAssessment> read(ClusterState state, RunningVersions versions) {
        // An Upgrade that may not be read is not one that is gone.
        return Requirement.UPGRADES.isMet(state) ? new UpgradeTraces(state, versions).read() : Optional.empty();
    }

    private Optional<UpgradeAssessment> read() {
        Known serverMovedOn = negate(versions.chartServerIsAt(versions.spelling()));
        boolean script =
                PausePattern.paused(state).isPresent() || unfinishedJob().isPresent();
        if (serverMovedOn.isYes() || script) {
            String to = serverMovedOn.isYes() ? versions.chartServerTag() : target().orElse("");
            return Optional.of(aborted(Phase.SYSTEM_SERVICES, versions.spelling(), to));
        }
        Optional<String> oldNode = nodeSystems()
                .filter(version -> versions.controller()
                        .filter(running -> !running.sameAs(version))
                        .isPresent())
                .map(HarvesterVersion::spelling)
                .findFirst();
        boolean kubeletsDiffer = state.nodes().stream()
                        .map(ClusterNode::kubeletVersion)
                        .distinct()
                        .count()
                > 1;
        if (oldNode.isPresent() || (kubeletsDiffer && upgradeName().isPresent())) {
            return Optional.of(aborted(Phase.NODES, oldNode.orElse(""), versions.spelling()));
        }
        boolean finished = target().flatMap(HarvesterVersion::parse)
                .filter(version -> versions.controller().filter(version::sameAs).isPresent())
                .isPresent();
        return finished ? Optional.of(finished()) : Optional.empty();
    }

    private UpgradeAssessment aborted(Phase phase, String from, String to) {
        return new UpgradeAssessment(
                upgradeName().orElse(""),
                Engine.V1,
                from,
                to,
                State.ABORTED,
                phase,
                Pace.ABORTED,
                null,
                null,
                AutoResumeAnswer.withoutObject(versions),
                Timeline.ofTraces(phase, PausePattern.since(state)),
                List.of(),
                Text.of("analysis.failure.objectGone"));
    }

    private UpgradeAssessment finished() {
        return new UpgradeAssessment(
                upgradeName().orElse(""),
                Engine.V1,
                "",
                versions.spelling(),
                State.SUCCEEDED,
                Phase.DONE,
                Pace.COMPLETED,
                null,
                null,
                AutoResumeAnswer.withoutObject(versions),
                Timeline.ofTraces(Phase.DONE, Optional.empty()),
                List.of(),
                null);
    }

    /** A Job of an Upgrade that no longer exists and that did not complete. */
    private Optional<Job> unfinishedJob() {
        return state.jobs().stream()
                .filter(job -> job.runsManifests() && !job.conditions().isTrue("Complete"))
                .filter(job -> job.metadata()
                        .label(Upgrade.UPGRADE_LABEL)
                        .filter(name -> !exists(name))
                        .isPresent())
                .findFirst();
    }

    private boolean exists(String upgrade) {
        return state.upgrades().stream().anyMatch(each -> each.name().equals(upgrade));
    }

    private Stream<HarvesterVersion> nodeSystems() {
        return state.nodes().stream()
                .map(node -> HarvesterVersion.parse(
                        node.osImage().replace("Harvester", "").strip()))
                .flatMap(Optional::stream);
    }

    private Optional<String> target() {
        return annotations(LAST_TARGET).findFirst();
    }

    /** The name of a vanished upgrade, wherever it was written. */
    private Optional<String> upgradeName() {
        Stream<String> jobs = state.jobs().stream()
                .map(job -> job.metadata().label(Upgrade.UPGRADE_LABEL).orElse(""));
        Stream<String> logs = state.upgradeLogs().stream().map(log -> log.upgradeName());
        Stream<String> remnants = state.upgradeRemnants().stream().map(remnant -> remnant.upgradeName());
        Stream<String> nodes = state.nodes().stream()
                .flatMap(node -> node.metadata().labels().keySet().stream().sorted())
                .filter(label -> label.startsWith(PLAN_LABEL + "hvst-upgrade-"))
                .map(label -> label.substring(PLAN_LABEL.length()).replaceFirst("(hvst-upgrade-[^-]+).*", "$1"));
        return Stream.of(jobs, annotations(LAST_UPGRADE), logs, remnants, nodes)
                .flatMap(names -> names)
                .filter(name -> !name.isEmpty() && !exists(name))
                .findFirst();
    }

    private Stream<String> annotations(String key) {
        return state.managedCharts().stream()
                .sorted(ScriptCharts.order())
                .map(ManagedChart::metadata)
                .map(metadata -> metadata.annotation(key).orElse(null))
                .filter(Objects::nonNull);
    }

    private static Known negate(Known known) {
        return switch (known) {
            case YES -> Known.NO;
            case NO -> Known.YES;
            case UNKNOWN -> Known.UNKNOWN;
        };
    }
}
