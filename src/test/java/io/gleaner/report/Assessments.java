package io.gleaner.report;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.ChartVersions;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.NotChecked;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Phase;
import io.gleaner.analysis.PhaseProgress;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.Verdict;
import io.gleaner.model.Conditions;
import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.Known;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Metadata;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Origin;
import io.gleaner.model.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two assessments made by hand: one that says everything there is to say, one that knows nothing. */
public final class Assessments {
    static final Instant AS_OF = Instant.parse("2026-03-05T10:00:00Z");

    private Assessments() {}

    /** Every field has a value; an upgrade that was aborted, one chart paused, one half resumed. */
    public static Assessment aborted() {
        ObjectRef harvester = chartRef("harvester");
        return new Assessment(
                new Origin(Origin.Kind.LIVE, "edge-7", "https://192.0.2.7:6443", "edge-7-admin", "0a".repeat(32)),
                AS_OF.plusMillis(250),
                List.of(
                        new Coverage("upgrades.harvesterhci.io", "harvester-system", CoverageStatus.COLLECTED, ""),
                        new Coverage("nodes", null, CoverageStatus.FORBIDDEN, "nodes is forbidden")),
                new Assessment.ClusterFacts("v1.4.3", "v1.31.7+rke2r1", "v1.4.3", 3, Known.NO),
                upgrade(),
                List.of(
                        chart("harvester-crd", Known.NO, Verdict.HEALTHY, PauseOrigin.NONE, null, "", Known.YES, null),
                        chart(
                                "harvester",
                                Known.YES,
                                Verdict.PAUSED_PENDING_CHANGE,
                                PauseOrigin.UPGRADE,
                                new ChartAssessment.PausedBy(
                                        "kubectl", Instant.parse("2026-03-05T09:42:00Z"), Certainty.MEASURED),
                                "no chart version found for harvester-1.5.1",
                                Known.NO,
                                raw("values differ from revision 3"))),
                List.of(
                        new Finding(
                                "C01",
                                Severity.ERROR,
                                raw("Charts stay frozen; virtual machines run on."),
                                raw("Charts were left paused"),
                                raw("The upgrade ended before its script resumed the charts."),
                                harvester,
                                Instant.parse("2026-03-05T09:42:00Z"),
                                List.of(new Finding.Evidence(harvester, raw("spec.paused is true"))),
                                raw("Resume the charts in order."),
                                List.of("harvester#8195", "harvester#8220"),
                                List.of(Recommendation.RESUME_CHARTS),
                                "all",
                                null),
                        new Finding(
                                "C07",
                                Severity.INFO,
                                raw("None."),
                                raw("A note"),
                                raw("Something passing."),
                                new ObjectRef("v1", "Node", null, "node-0"),
                                null,
                                List.of(),
                                raw("Nothing to do."),
                                List.of(),
                                List.of(),
                                "all",
                                null)),
                List.of(new NotChecked("C06", raw("deployments.apps could not be read: forbidden"))),
                new Recommendation(
                        Recommendation.RESUME_CHARTS,
                        raw("The upgrade v1.4.3 → v1.5.1 was aborted; 1 chart is still paused."),
                        raw("Harvester v1.4.3 does not resume charts by itself."),
                        raw("Low."),
                        raw("The charts stay frozen."),
                        Instant.parse("2026-03-05T10:42:00Z")));
    }

    /** Nothing could be read: everything that may be absent is. */
    public static Assessment unknown() {
        return new Assessment(
                new Origin(Origin.Kind.SCENARIO, "dark", null, null, null),
                AS_OF,
                List.of(),
                new Assessment.ClusterFacts("", "", "", 0, Known.UNKNOWN),
                null,
                List.of(chart(
                        "harvester",
                        Known.UNKNOWN,
                        Verdict.UNKNOWN,
                        PauseOrigin.UNKNOWN,
                        null,
                        "",
                        Known.UNKNOWN,
                        null)),
                List.of(),
                List.of(),
                new Recommendation(
                        Recommendation.NONE,
                        raw("Nothing could be read."),
                        raw("No facts."),
                        raw("None."),
                        raw("Nothing happens."),
                        null));
    }

    private static UpgradeAssessment upgrade() {
        return new UpgradeAssessment(
                "hvst-upgrade-x7k2p",
                UpgradeAssessment.Engine.V1,
                "v1.4.3",
                "v1.5.1",
                UpgradeAssessment.State.FAILED,
                Phase.SYSTEM_SERVICES,
                UpgradeAssessment.Pace.FAILED,
                Instant.parse("2026-03-05T09:00:00Z"),
                Instant.parse("2026-03-05T09:45:00Z"),
                new UpgradeAssessment.AutoResume(Known.NO, raw("v1.4.3 has no code for it.")),
                List.of(
                        phase(Phase.LOGGING, PhaseProgress.State.DONE, "09:00:00", "09:01:00", Certainty.MEASURED),
                        phase(
                                Phase.SYSTEM_SERVICES,
                                PhaseProgress.State.FAILED,
                                "09:30:00",
                                "09:45:00",
                                Certainty.DERIVED),
                        new PhaseProgress(Phase.NODES, PhaseProgress.State.PENDING, null, null, Certainty.MEASURED)),
                List.of(new UpgradeAssessment.NodeAssessment(
                        "node-0", "Images preloaded", UpgradeAssessment.Pace.STALLED, raw("waits for the drain"))),
                raw("Job hvst-upgrade-x7k2p-apply-manifests reached its backoff limit"));
    }

    private static PhaseProgress phase(
            Phase id, PhaseProgress.State state, String start, String end, Certainty certainty) {
        return new PhaseProgress(
                id,
                state,
                Instant.parse("2026-03-05T" + start + "Z"),
                Instant.parse("2026-03-05T" + end + "Z"),
                certainty);
    }

    private static ChartAssessment chart(
            String name,
            Known paused,
            Verdict verdict,
            PauseOrigin origin,
            ChartAssessment.@Nullable PausedBy pausedBy,
            String message,
            Known defined,
            @Nullable Text pendingChange) {
        boolean seen = paused != Known.UNKNOWN;
        return new ChartAssessment(
                new ManagedChart(
                        new Metadata(
                                chartRef(name), "uid-" + name, 1, null, null, Map.of(), Map.of(), List.of(), List.of()),
                        name,
                        "harvester-charts",
                        seen ? "1.4.3" : "",
                        paused.isYes(),
                        name,
                        "harvester-system",
                        600,
                        "",
                        Map.of(),
                        Conditions.NONE),
                paused,
                paused,
                defined,
                seen ? Known.YES : Known.UNKNOWN,
                Known.UNKNOWN,
                verdict,
                origin,
                pausedBy,
                message,
                seen ? "Ready" : "",
                seen ? new ChartAssessment.HelmFacts("deployed", 3, paused.isYes() ? "" : "1.4.3") : null,
                "",
                seen
                        ? new ChartVersions("1.4.3", "1.4.3", "1.4.3", paused.isYes() ? "" : "1.4.3", null)
                        : new ChartVersions("", "", "", "", null),
                pendingChange,
                raw("because of " + name),
                paused.isYes() ? List.of(Recommendation.RESUME_CHARTS) : List.of());
    }

    private static ObjectRef chartRef(String name) {
        return new ObjectRef("management.cattle.io/v3", "ManagedChart", "fleet-local", name);
    }

    /** A key without a phrase is said as it is: the report must not add words to what the analysis says. */
    private static Text raw(String words) {
        return Text.of(words);
    }
}
