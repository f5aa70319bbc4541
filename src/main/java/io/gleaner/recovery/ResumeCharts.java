package io.gleaner.recovery;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Verdict;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The plan {@code resume-charts}: un-pauses charts one after the other, CRDs before what needs them. Taken together are only
 * charts an upgrade left paused and that have nothing waiting; anything else has to be named, if it can be resumed at all.
 */
final class ResumeCharts {
    /** The order of Harvester's own script and documentation, then the charts of releases before 1.2. */
    private static final List<String> ORDER = List.of(
            "harvester-crd",
            "harvester",
            "rancher-monitoring-crd",
            "rancher-logging-crd",
            "rancher-monitoring",
            "rancher-logging");

    private static final Set<String> CORE = Set.of("harvester", "harvester-crd");

    private final List<ChartAssessment> charts;

    ResumeCharts(Assessment assessment) {
        this.charts = assessment.charts().stream()
                .sorted(Comparator.<ChartAssessment>comparingInt(chart -> rank(chart.name()))
                        .thenComparing(ChartAssessment::name))
                .toList();
    }

    static int rank(String name) {
        int place = ORDER.indexOf(name);
        return place < 0 ? ORDER.size() : place;
    }

    PlanOffer offer(Set<String> names) {
        return names.isEmpty() ? offerTogether() : offerNamed(names);
    }

    private PlanOffer offerTogether() {
        List<ChartAssessment> taken =
                charts.stream().filter(chart -> whyNotTogether(chart).isEmpty()).toList();
        List<RecoveryPlan.LeftOut> leftOut = leftOut(taken);
        if (!taken.isEmpty()) {
            return new PlanOffer.Offered(plan(taken, leftOut));
        }
        boolean inTransition = charts.stream().anyMatch(chart -> chart.verdict() == Verdict.IN_TRANSITION);
        return new PlanOffer.Refused(
                Text.of(
                        inTransition
                                ? "recovery.refused.inTransition"
                                : leftOut.isEmpty() ? "recovery.refused.nothingPaused" : "recovery.refused.noneSafe"),
                leftOut);
    }

    private PlanOffer offerNamed(Set<String> names) {
        List<String> unknown = names.stream()
                .filter(name -> charts.stream().noneMatch(chart -> chart.name().equals(name)))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            List<String> known = charts.stream().map(ChartAssessment::name).toList();
            return new PlanOffer.Refused(Text.of("recovery.refused.unknown", unknown, known), List.of());
        }
        List<ChartAssessment> taken =
                charts.stream().filter(chart -> names.contains(chart.name())).toList();
        List<RecoveryPlan.LeftOut> impossible = taken.stream()
                .flatMap(chart -> whyNotAtAll(chart).map(why -> new RecoveryPlan.LeftOut(ref(chart), why)).stream())
                .toList();
        return impossible.isEmpty()
                ? new PlanOffer.Offered(plan(taken, leftOut(taken)))
                : new PlanOffer.Refused(Text.of("recovery.refused.named"), impossible);
    }

    /** What is paused and stays so, each with the reason. */
    private List<RecoveryPlan.LeftOut> leftOut(Collection<ChartAssessment> taken) {
        return charts.stream()
                .filter(chart -> !taken.contains(chart))
                .filter(chart -> chart.paused().isYes() || chart.bundlePaused().isYes())
                .map(chart -> new RecoveryPlan.LeftOut(
                        ref(chart), whyNotTogether(chart).orElseGet(() -> Text.of("recovery.leftOut.notNamed"))))
                .toList();
    }

    private static Optional<Text> whyNotTogether(ChartAssessment chart) {
        Optional<Text> impossible = whyNotAtAll(chart);
        if (impossible.isPresent()) {
            return impossible;
        }
        if (chart.verdict() == Verdict.PAUSED_PENDING_CHANGE) {
            return Optional.of(Text.of("recovery.leftOut.pending", pendingChange(chart)));
        }
        return switch (chart.pauseOrigin()) {
            case UPGRADE -> Optional.empty();
            case MANUAL -> Optional.of(manual(chart));
            case UNKNOWN, NONE -> Optional.of(Text.of("recovery.leftOut.originUnknown"));
        };
    }

    private static Text manual(ChartAssessment chart) {
        ChartAssessment.PausedBy by = chart.pausedBy();
        String manager = by == null || by.manager() == null ? "" : by.manager();
        if (by == null || manager.isEmpty()) {
            return Text.of("recovery.leftOut.manual");
        }
        return by.time() == null
                ? Text.of("recovery.leftOut.manualBy", manager)
                : Text.of("recovery.leftOut.manualBySince", manager, by.time());
    }

    /** Empty for what may be resumed when it is named. */
    private static Optional<Text> whyNotAtAll(ChartAssessment chart) {
        return switch (chart.verdict()) {
            case PAUSED_SAFE, PAUSED_PENDING_CHANGE -> Optional.empty();
            case IN_TRANSITION -> Optional.of(Text.of("recovery.leftOut.inTransition"));
            case PAUSED_UNRESOLVABLE -> Optional.of(repairFirst(chart, "recovery.leftOut.unresolvable"));
            case HALF_RESUMED -> Optional.of(repairFirst(chart, "recovery.leftOut.halfResumed"));
            case VERSION_NOT_SERVED -> Optional.of(repairFirst(chart, "recovery.leftOut.notServed"));
            case PAUSE_NOT_PROPAGATED -> Optional.of(repairFirst(chart, "recovery.leftOut.notPropagated"));
            case LAGGING -> Optional.of(Text.of("recovery.leftOut.lagging"));
            case UNKNOWN -> Optional.of(Text.of("recovery.leftOut.unknown", chart.reason()));
            case HEALTHY, ROLLING, NOT_READY -> Optional.of(Text.of("recovery.leftOut.notPaused"));
        };
    }

    private static Text repairFirst(ChartAssessment chart, String key) {
        List<Text> repairs = chart.operations().stream()
                .filter(plan -> !plan.equals(Recommendation.RESUME_CHARTS))
                .map(plan -> Text.of("recovery.repair." + plan))
                .toList();
        return Text.of(
                key,
                chart.version(),
                repairs.isEmpty() ? Text.of("recovery.leftOut.noRepair") : Text.of("recovery.leftOut.repair", repairs));
    }

    private static RecoveryPlan plan(List<ChartAssessment> taken, List<RecoveryPlan.LeftOut> leftOut) {
        List<PlanStep> steps = new ArrayList<>();
        for (ChartAssessment chart : taken) {
            steps.add(step(steps.size() + 1, chart));
        }
        return new RecoveryPlan(
                Recommendation.RESUME_CHARTS,
                Text.of(
                        "recovery.resume.summary",
                        taken.size(),
                        taken.stream().map(ChartAssessment::name).toList()),
                RecordedSteps.highestRisk(steps),
                Text.of("recovery.resume.ifNothing"),
                steps,
                leftOut,
                "");
    }

    private static PlanStep step(int number, ChartAssessment chart) {
        ManagedChart subject = chart.subject();
        ObjectRef target = ref(chart);
        Operation operation = new ResumeChart(target, subject.metadata().uid(), chart.version());
        Risk risk = risk(chart);
        return new PlanStep(number, operation, PlanStep.Turn.AT_ONCE, chart.reason(), risk, riskReason(chart, risk));
    }

    private static Risk risk(ChartAssessment chart) {
        if (chart.verdict() == Verdict.PAUSED_SAFE) {
            return Risk.LOW;
        }
        return CORE.contains(chart.name()) && changesVersion(chart) ? Risk.HIGH : Risk.MEDIUM;
    }

    /** A deployed version that is not known may be another one. */
    private static boolean changesVersion(ChartAssessment chart) {
        return !chart.deployedVersion().equals(chart.version());
    }

    private static Text riskReason(ChartAssessment chart, Risk risk) {
        return switch (risk) {
            case NONE, LOW ->
                chart.pauseOrigin() == PauseOrigin.UPGRADE
                        ? Text.of("recovery.risk.low")
                        : Text.of("recovery.risk.lowByPerson");
            case MEDIUM -> Text.of("recovery.risk.medium", chart.name(), pendingChange(chart));
            case HIGH -> Text.of("recovery.risk.high", chart.name(), pendingChange(chart));
        };
    }

    private static Text pendingChange(ChartAssessment chart) {
        return Optional.ofNullable(chart.pendingChange())
                .orElseGet(() -> chart.deployedVersion().isEmpty()
                        ? Text.of("recovery.pending.to", chart.version())
                        : Text.of("recovery.pending.fromTo", chart.deployedVersion(), chart.version()));
    }

    private static ObjectRef ref(ChartAssessment chart) {
        return chart.subject().metadata().ref();
    }
}
