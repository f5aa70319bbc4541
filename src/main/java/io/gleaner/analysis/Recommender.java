package io.gleaner.analysis;

import io.gleaner.analysis.UpgradeAssessment.Engine;
import io.gleaner.analysis.UpgradeAssessment.Pace;
import io.gleaner.analysis.UpgradeAssessment.State;
import io.gleaner.model.FleetCluster;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Question 4: the one thing to do. The first answer that applies wins; what would be pointless or harmful comes later. */
final class Recommender {
    /** What the answers below deal with, S01 being the failure itself; any other error is told by its own advice. */
    private static final Set<String> ANSWERED =
            Set.of("C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C25", "C26", "C27", "C28", "S01");

    private final Situation situation;
    private final List<ChartAssessment> charts;
    private final Optional<Finding> worst;

    /** @param findings most severe first, causes before what they explain */
    Recommender(Situation situation, List<Finding> findings) {
        this.situation = situation;
        this.charts = situation.charts();
        this.worst = findings.stream()
                .filter(finding ->
                        finding.causedBy() == null && finding.severity().compareTo(Severity.ERROR) >= 0)
                .findFirst();
    }

    Recommendation recommend() {
        return Stream.<Supplier<Optional<Recommendation>>>of(
                        this::avertDanger,
                        this::unblockUpgrade,
                        this::letTheScriptWork,
                        this::endSuspension,
                        this::waitForUpgrade,
                        this::unpauseFleetCluster,
                        this::waitForAutoResume,
                        this::removeCause,
                        this::repairChartServer,
                        this::finishCrdCharts,
                        this::refreshIndex,
                        this::resume,
                        this::waitForFleet,
                        this::askSupport,
                        this::restart)
                .flatMap(answer -> answer.get().stream())
                .findFirst()
                .orElseGet(this::nothing);
    }

    private Optional<Recommendation> avertDanger() {
        return worst.filter(finding -> finding.severity() == Severity.CRITICAL).map(this::follow);
    }

    /** An upgrade that runs against an obstacle does not get past it by waiting. */
    private Optional<Recommendation> unblockUpgrade() {
        boolean underWay = situation.manifests().active().isYes() || situation.upgradeGoesOn();
        return underWay ? worst.map(this::follow) : Optional.empty();
    }

    private Optional<Recommendation> removeCause() {
        return worst.filter(finding -> !ANSWERED.contains(finding.code())).map(this::follow);
    }

    private Recommendation follow(Finding finding) {
        String plan = finding.operations().stream().findFirst().orElse(Recommendation.FOLLOW_ADVICE);
        return new Recommendation(
                plan,
                Headline.of(situation, finding.title()),
                finding.advice(),
                Text.of("analysis.recommend.follow.risk", finding.code()),
                finding.impact(),
                null);
    }

    private Optional<Recommendation> letTheScriptWork() {
        if (!situation.manifests().active().isYes()) {
            return Optional.empty();
        }
        Text headline = Headline.of(situation, Text.of("analysis.headline.scriptAtWork"));
        return worryAfter()
                .or(() -> phaseStart(Phase.SYSTEM_SERVICES).map(start -> start.plus(Pacing.SYSTEM_SERVICES)))
                .filter(this::inFuture)
                .map(worry -> wait(headline, Text.of("analysis.wait.script.why", worry), worry))
                .or(() -> Optional.of(wait(headline, Text.of("analysis.wait.scriptLate.why"), null)));
    }

    private Optional<Recommendation> endSuspension() {
        boolean stopped = situation.manifests().suspended().isPresent()
                && situation
                        .upgradeIfAny()
                        .filter(upgrade -> upgrade.state() == State.RUNNING)
                        .isPresent();
        return stopped ? Optional.of(support("suspended", Text.of("analysis.headline.suspended"))) : Optional.empty();
    }

    private Optional<Recommendation> waitForUpgrade() {
        if (situation.upgrade() == null || !situation.upgradeGoesOn()) {
            return Optional.empty();
        }
        UpgradeAssessment upgrade = situation.upgrade();
        if (upgrade.state() == State.PAUSED && upgrade.engine() == Engine.V2) {
            return Optional.of(wait(
                    Headline.of(situation, Text.of("analysis.headline.planPaused")),
                    Text.of("analysis.wait.planPaused.why", upgrade.name()),
                    null));
        }
        if (upgrade.state() == State.PAUSED) {
            return Optional.of(simple(
                    Recommendation.UNPAUSE_NODE,
                    "unpauseNode",
                    Headline.of(situation, Text.of("analysis.headline.nodesPaused", pausedNodes(upgrade)))));
        }
        if (upgrade.pace() == Pace.STALLED) {
            String stalled = stalledWords(upgrade);
            return Optional.of(support(stalled, Text.of("analysis.headline." + stalled)));
        }
        String words = upgrade.state() == State.CANCELLING ? "cleansUp" : "goesOn";
        Text headline = Headline.of(situation, Text.of("analysis.headline." + words));
        Optional<Instant> slowAt = worryAfter();
        Optional<Instant> stalledAt = slowAt.map(slow -> slow.plus(Pacing.ESTIMATE_GRACE));
        return slowAt.filter(this::inFuture)
                .map(worry -> wait(headline, Text.of("analysis.wait.upgrade.why", worry), worry))
                .or(() -> stalledAt
                        .filter(this::inFuture)
                        .map(worry -> wait(headline, Text.of("analysis.wait.slow.why", worry), worry)))
                .or(() -> Optional.of(wait(headline, Text.of("analysis.wait.upgradeOpen.why"), null)));
    }

    /** Two phases have a limit in Harvester's code; elsewhere it is an estimate that passed. */
    private static String stalledWords(UpgradeAssessment upgrade) {
        if (upgrade.failure() != null) {
            return "degraded";
        }
        return upgrade.phase() == Phase.LOGGING || upgrade.phase() == Phase.PRELOAD ? "stalled" : "overdue";
    }

    private static List<String> pausedNodes(UpgradeAssessment upgrade) {
        return upgrade.nodes().stream()
                .filter(node -> node.state().equals(PhaseDetector.NODE_PAUSED))
                .map(UpgradeAssessment.NodeAssessment::name)
                .toList();
    }

    private Optional<Recommendation> unpauseFleetCluster() {
        return situation.state().fleetClusters().stream()
                .filter(FleetCluster::paused)
                .findFirst()
                .map(cluster -> support(
                        "fleetCluster",
                        Text.of(
                                "analysis.headline.fleetClusterPaused",
                                cluster.metadata().name())));
    }

    private Optional<Recommendation> waitForAutoResume() {
        if (leftPaused().isEmpty()) {
            return Optional.empty();
        }
        return situation
                .autoResumeDue()
                .map(due -> wait(
                        Headline.withAutoResume(situation, stillPaused()),
                        Text.of("analysis.wait.autoResume.why", due),
                        due));
    }

    private Optional<Recommendation> repairChartServer() {
        List<ChartAssessment> affected = unresolved(ResolveCause.CHART_SERVER_MOVED_ON);
        if (affected.isEmpty()) {
            return Optional.empty();
        }
        Text headline = Headline.withAutoResume(
                situation,
                Text.of(
                        "analysis.headline.serverMovedOn",
                        affected.size(),
                        situation.versions().chartServerTag()));
        boolean rollBack =
                situation.rollback().restartHangs() && situation.rollback().isPossible(situation.versions());
        if (rollBack) {
            return Optional.of(simple(Recommendation.ROLLBACK_CHART_SERVER, "rollback", headline));
        }
        String words = situation.rollback().restartHangs() ? "restartMayHang" : "restartToFinish";
        return Optional.of(simple(Recommendation.RESTART_UPGRADE, words, headline));
    }

    private Optional<Recommendation> finishCrdCharts() {
        List<ChartAssessment> affected = unresolved(ResolveCause.CRD_CHARTS_BEHIND);
        return affected.isEmpty()
                ? Optional.empty()
                : Optional.of(simple(
                        Recommendation.FINISH_CRD_CHARTS,
                        "finishCrdCharts",
                        Headline.withAutoResume(
                                situation, Text.of("analysis.headline.crdChartsBehind", affected.size()))));
    }

    private Optional<Recommendation> refreshIndex() {
        List<ChartAssessment> affected = unresolved(ResolveCause.INDEX_STALE);
        return affected.isEmpty()
                ? Optional.empty()
                : Optional.of(simple(
                        Recommendation.REFRESH_CHART_INDEX,
                        "refreshIndex",
                        Headline.of(situation, Text.of("analysis.headline.indexStale", affected.size()))));
    }

    private List<ChartAssessment> unresolved(ResolveCause cause) {
        return situation.manifests().active().isNo() ? situation.chartsWith(cause) : List.of();
    }

    private Optional<Recommendation> resume() {
        boolean resumable = leftPaused().stream()
                .anyMatch(chart ->
                        chart.verdict() == Verdict.PAUSED_SAFE || chart.verdict() == Verdict.PAUSED_PENDING_CHANGE);
        if (!resumable) {
            return Optional.empty();
        }
        boolean pending = leftPaused().stream().anyMatch(chart -> chart.verdict() == Verdict.PAUSED_PENDING_CHANGE);
        return Optional.of(simple(
                Recommendation.RESUME_CHARTS,
                pending ? "resumePending" : "resume",
                Headline.withAutoResume(situation, stillPaused())));
    }

    private List<ChartAssessment> leftPaused() {
        return charts.stream()
                .filter(chart -> chart.paused().isYes() && chart.pauseOrigin() == PauseOrigin.UPGRADE)
                .toList();
    }

    private Text stillPaused() {
        return Text.of("analysis.headline.stillPaused", leftPaused().size());
    }

    /** A change is on its way and nothing shows that it failed. */
    private Optional<Recommendation> waitForFleet() {
        List<ChartAssessment> moving = charts.stream()
                .filter(chart -> chart.verdict() == Verdict.ROLLING || chart.verdict() == Verdict.LAGGING)
                .toList();
        boolean othersFine = charts.stream().allMatch(chart -> moving.contains(chart) || isFine(chart));
        if (moving.isEmpty() || !othersFine) {
            return Optional.empty();
        }
        Instant worry = moving.stream()
                .flatMap(chart -> chart.subject().conditions().since("Ready").stream()
                        .map(since -> since.plusSeconds(chart.subject().timeoutSeconds())))
                .filter(this::inFuture)
                .max(Instant::compareTo)
                .orElse(null);
        return Optional.of(wait(
                Headline.of(situation, Text.of("analysis.headline.moving", moving.size())),
                Text.of(
                        "analysis.wait.fleet.why",
                        moving.stream().map(ChartAssessment::name).toList()),
                worry));
    }

    private Optional<Recommendation> askSupport() {
        if (!Requirement.MANAGED_CHARTS.isMet(situation.state())) {
            return Optional.of(support("chartsUnread", Text.of("analysis.headline.chartsUnread")));
        }
        boolean stoppedInNodes = situation
                .upgradeIfAny()
                .filter(upgrade -> upgrade.phase() == Phase.NODES
                        && (upgrade.state() == State.FAILED || upgrade.state() == State.ABORTED))
                .isPresent();
        if (stoppedInNodes) {
            return Optional.of(support("stoppedInNodes", Text.of("analysis.headline.stoppedInNodes")));
        }
        List<String> broken = charts.stream()
                .filter(chart -> !isFine(chart) && chart.verdict() != Verdict.UNKNOWN)
                .map(ChartAssessment::name)
                .toList();
        if (!broken.isEmpty()) {
            return Optional.of(support("charts", Text.of("analysis.headline.broken", broken.size(), broken)));
        }
        List<String> unknown = charts.stream()
                .filter(chart -> chart.verdict() == Verdict.UNKNOWN)
                .map(ChartAssessment::name)
                .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(support("unknown", Text.of("analysis.headline.unknown", unknown.size(), unknown)));
    }

    /** Healthy, or left alone because a person paused it. */
    private static boolean isFine(ChartAssessment chart) {
        return chart.verdict() == Verdict.HEALTHY
                || (chart.pauseOrigin() == PauseOrigin.MANUAL && chart.verdict() == Verdict.PAUSED_SAFE);
    }

    /** Nothing is broken, but the upgrade did not get through. */
    private Optional<Recommendation> restart() {
        boolean stopped = situation
                .upgradeIfAny()
                .filter(upgrade -> upgrade.state() == State.FAILED)
                .isPresent();
        return stopped
                ? Optional.of(simple(
                        Recommendation.RESTART_UPGRADE,
                        "restart",
                        Headline.of(situation, Text.of("analysis.headline.allFine", charts.size()))))
                : Optional.empty();
    }

    private Recommendation nothing() {
        long byHand = charts.stream().filter(chart -> chart.paused().isYes()).count();
        Text state = byHand > 0
                ? Text.of("analysis.headline.byHand", byHand)
                : charts.isEmpty()
                        ? Text.of("analysis.headline.noCharts")
                        : Text.of("analysis.headline.allFine", charts.size());
        return simple(Recommendation.NONE, "none", Headline.of(situation, state));
    }

    private Optional<Instant> phaseStart(Phase phase) {
        return situation
                .upgradeIfAny()
                .flatMap(upgrade -> Optional.ofNullable(Pacing.find(upgrade.phases(), phase)))
                .map(PhaseProgress::start);
    }

    private Optional<Instant> worryAfter() {
        return situation.upgradeIfAny().map(UpgradeAssessment::worryAfter);
    }

    private boolean inFuture(Instant time) {
        return time.isAfter(situation.state().asOf());
    }

    private static Recommendation wait(Text headline, Text why, @Nullable Instant until) {
        return new Recommendation(
                Recommendation.WAIT,
                headline,
                why,
                Text.of("analysis.wait.risk"),
                Text.of("analysis.wait.ifNothing"),
                until);
    }

    private Recommendation support(String words, Text charts) {
        return simple(Recommendation.ASK_SUPPORT, words, Headline.of(situation, charts));
    }

    private static Recommendation simple(String plan, String words, Text headline) {
        String key = "analysis.recommend." + words + ".";
        return new Recommendation(
                plan, headline, Text.of(key + "why"), Text.of(key + "risk"), Text.of(key + "ifNothing"), null);
    }
}
