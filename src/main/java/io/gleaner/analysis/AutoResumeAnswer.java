package io.gleaner.analysis;

import io.gleaner.analysis.UpgradeAssessment.AutoResume;
import io.gleaner.model.ClusterState;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.Known;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Will Harvester un-pause the charts by itself? The code came with harvester#8220 in v1.5.1; no 1.4 release and not v1.5.0 has
 * it. It is the last step of the cleanup, so whatever blocks the cleanup blocks it.
 */
final class AutoResumeAnswer {
    private static final String FIRST_WITH_CODE = "1.5.1";

    /** A cleanup takes seconds to a few minutes and is retried; after this it is taken for blocked. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ClusterState state;
    private final RunningVersions versions;
    private final Known cleanedUp;

    private AutoResumeAnswer(ClusterState state, RunningVersions versions, Known cleanedUp) {
        this.state = state;
        this.versions = versions;
        this.cleanedUp = cleanedUp;
    }

    static AutoResume of(
            ClusterState state,
            RunningVersions versions,
            Upgrade upgrade,
            PhaseDetector.Position position,
            Known cleanedUp) {
        AutoResumeAnswer answer = new AutoResumeAnswer(state, versions, cleanedUp);
        if (versions.controller().isEmpty()) {
            return unknown(Text.of("analysis.autoResume.versionUnknown"));
        }
        HarvesterVersion running = versions.controller().get();
        Known code = containsCode(running);
        if (versions.rolledOut().isNo()
                && code
                        != HarvesterVersion.parse(upgrade.target())
                                .map(AutoResumeAnswer::containsCode)
                                .orElse(code)) {
            return unknown(Text.of("analysis.autoResume.rollingOut", upgrade.target()));
        }
        return switch (code) {
            case NO -> no(Text.of(noCode(position), running.spelling()));
            case UNKNOWN -> unknown(Text.of("analysis.autoResume.preRelease", running.spelling()));
            case YES -> answer.withCode(running, upgrade, position);
        };
    }

    /** While the upgrade goes on, its script resumes the charts near its end. */
    private static String noCode(PhaseDetector.Position position) {
        return switch (position.state()) {
            case RUNNING, PAUSED -> "analysis.autoResume.noCodeWhenItStops";
            case CANCELLING, SUCCEEDED, FAILED, ABORTED -> "analysis.autoResume.noCode";
        };
    }

    /** Without an Upgrade object nothing is left that could start the cleanup again. */
    static AutoResume withoutObject(RunningVersions versions) {
        return versions.controller()
                .filter(version -> containsCode(version).isNo())
                .map(version -> no(Text.of("analysis.autoResume.noCode", version.spelling())))
                .orElseGet(() -> no(Text.of("analysis.autoResume.objectGone")));
    }

    static Known containsCode(HarvesterVersion version) {
        // The fix was merged while v1.5.1 had release candidates.
        boolean candidateOfFirst = version.bare().startsWith(FIRST_WITH_CODE + "-");
        return candidateOfFirst ? Known.UNKNOWN : Known.of(version.isAtLeast(FIRST_WITH_CODE));
    }

    private AutoResume withCode(HarvesterVersion running, Upgrade upgrade, PhaseDetector.Position position) {
        return switch (position.state()) {
            case RUNNING, PAUSED -> yes(Text.of("analysis.autoResume.whenItStops", running.spelling()));
            case CANCELLING -> onDeletion(running, upgrade);
            case SUCCEEDED, FAILED, ABORTED -> afterTheEnd(running, upgrade);
        };
    }

    private AutoResume onDeletion(HarvesterVersion running, Upgrade upgrade) {
        boolean skipManifestsLeft = annotated(upgrade, "harvesterhci.io/apply-skip-rke2-manifests-plan-completed")
                && !annotated(upgrade, "harvesterhci.io/remove-skip-rke2-manifests-plan-completed");
        if (skipManifestsLeft && removesSkipManifestsFirst(running)) {
            return no(Text.of("analysis.autoResume.skipManifests", running.spelling()));
        }
        return logBlock(
                running, upgrade, soon(upgrade.metadata().deleting(), running, "analysis.autoResume.deletionLingers"));
    }

    private AutoResume afterTheEnd(HarvesterVersion running, Upgrade upgrade) {
        if (!upgrade.isLatest()) {
            return no(Text.of("analysis.autoResume.notLatest", upgrade.name()));
        }
        if (running.isAtLeast("1.7.0") && cleanedUp.isYes()) {
            return no(Text.of("analysis.autoResume.alreadyCleaned", running.spelling()));
        }
        boolean succeeded = upgrade.conditions().isTrue(PhaseDetector.COMPLETED);
        if (succeeded && !annotated(upgrade, "harvesterhci.io/image-cleanup-plan-completed")) {
            return yes(Text.of("analysis.autoResume.afterImageCleanup", running.spelling()));
        }
        Instant ended = upgrade.conditions().since(PhaseDetector.COMPLETED).orElse(null);
        return logBlock(running, upgrade, soon(ended, running, "analysis.autoResume.cleanupLingers"));
    }

    /** Up to v1.6.1 the cleanup returns before the resume when the UpgradeLog it wants to stop is gone. */
    private AutoResume logBlock(HarvesterVersion running, Upgrade upgrade, AutoResume otherwise) {
        if (running.isAtLeast("1.7.0") || !upgrade.conditions().isTrue(PhaseDetector.LOG_READY)) {
            return otherwise;
        }
        boolean logThere = state.upgradeLogs().stream()
                .anyMatch(log -> log.upgradeName().equals(upgrade.name())
                        || log.metadata().name().equals(upgrade.upgradeLog()));
        if (logThere) {
            return otherwise;
        }
        return Requirement.UPGRADE_LOGS.isMet(state)
                ? no(Text.of("analysis.autoResume.logGone", running.spelling()))
                : unknown(Text.of("analysis.autoResume.logUnknown", running.spelling()));
    }

    private AutoResume soon(@Nullable Instant begun, HarvesterVersion running, String lingers) {
        return begun != null && begun.plus(PATIENCE).isBefore(state.asOf()) && chartsArePaused()
                ? unknown(Text.of(lingers, running.spelling(), begun))
                : yes(Text.of("analysis.autoResume.atCleanup", running.spelling()));
    }

    private boolean chartsArePaused() {
        return state.managedCharts().stream().anyMatch(chart -> ScriptCharts.contains(chart) && chart.paused());
    }

    private static boolean annotated(Upgrade upgrade, String annotation) {
        return upgrade.metadata().annotation(annotation).isPresent();
    }

    private static boolean removesSkipManifestsFirst(HarvesterVersion running) {
        return running.isAtLeast("1.7.2");
    }

    private static AutoResume yes(Text reason) {
        return new AutoResume(Known.YES, reason);
    }

    private static AutoResume no(Text reason) {
        return new AutoResume(Known.NO, reason);
    }

    private static AutoResume unknown(Text reason) {
        return new AutoResume(Known.UNKNOWN, reason);
    }
}
