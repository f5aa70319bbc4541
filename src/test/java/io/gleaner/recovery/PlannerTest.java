package io.gleaner.recovery;

import static io.gleaner.recovery.Incident.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Verdict;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlannerTest {
    @TempDir
    private Path folder;

    private Incident incident;
    private Assessment assessment;

    @BeforeEach
    void open() {
        incident = new Incident(folder);
        assessment = incident.assessment();
    }

    @AfterEach
    void close() {
        incident.close();
    }

    private void judge(String chart, Verdict verdict, PauseOrigin origin) {
        assessment = Assessments.with(assessment, chart, verdict, origin);
    }

    private PlanOffer offer(String... charts) {
        return Planner.plan("resume-charts", assessment, incident.state(), Set.of(charts));
    }

    private RecoveryPlan plan(String... charts) {
        return Incident.offered(offer(charts));
    }

    private PlanOffer.Refused refused(String... charts) {
        return switch (offer(charts)) {
            case PlanOffer.Refused refused -> refused;
            case PlanOffer.Offered offered -> throw new AssertionError("offered: " + offered);
        };
    }

    private static String leftOut(RecoveryPlan plan, String chart) {
        return plan.leftOut().stream()
                .filter(left -> left.object().name().equals(chart))
                .map(left -> say(left.reason()))
                .findFirst()
                .orElse("");
    }

    @Test
    void takesAllSafeChartsInTheDocumentedOrder() {
        RecoveryPlan plan = plan();

        assertThat(plan.steps())
                .extracting(step -> step.operation().target().name())
                .isEqualTo(Incident.ORDER);
        assertThat(plan.steps()).extracting(PlanStep::number).containsExactly(1, 2, 3, 4);
        assertThat(plan.steps()).extracting(PlanStep::risk).containsOnly(Risk.LOW);
        assertThat(plan.leftOut()).isEmpty();
        assertThat(say(plan.summary()))
                .isEqualTo(
                        "Resume 4 charts: harvester-crd, harvester, rancher-monitoring-crd, rancher-logging-crd. Annotations"
                                + " gleaner.io/… on them will say who, when, why and in which run.");
    }

    @Test
    void equalCommandCarriesTheSameTests() {
        String uid = incident.chartJson("harvester-crd").at("/metadata/uid").asString();

        assertThat(incident.executor()
                        .preview(plan("harvester-crd"))
                        .steps()
                        .getFirst()
                        .kubectl())
                .startsWith("kubectl -n fleet-local patch managedcharts.management.cattle.io harvester-crd"
                        + " --type=json -p '[")
                .contains("{\"op\":\"test\",\"path\":\"/metadata/uid\",\"value\":\"" + uid + "\"}")
                .contains("{\"op\":\"test\",\"path\":\"/spec/paused\",\"value\":true}")
                .contains("{\"op\":\"test\",\"path\":\"/spec/version\",\"value\":\"1.4.3\"}")
                .contains("/type\",\"value\":\"Defined\"}")
                .endsWith("{\"op\":\"add\",\"path\":\"/spec/paused\",\"value\":false}]'");
    }

    @Test
    void chartPausedByAPersonIsNotTakenUnlessNamed() {
        judge("rancher-monitoring-crd", Verdict.PAUSED_SAFE, PauseOrigin.MANUAL);

        assertThat(plan().steps()).hasSize(3);
        assertThat(leftOut(plan(), "rancher-monitoring-crd"))
                .contains("kubectl-edit")
                .contains("2025-06-20");
        RecoveryPlan named = plan("rancher-monitoring-crd");
        assertThat(named.steps()).singleElement().satisfies(step -> {
            assertThat(step.risk()).isEqualTo(Risk.LOW);
            assertThat(say(step.riskReason())).contains("may still need it");
        });
    }

    @Test
    void pauseOfUnknownOriginIsNotTakenUnlessNamed() {
        judge("harvester", Verdict.PAUSED_SAFE, PauseOrigin.UNKNOWN);

        assertThat(leftOut(plan(), "harvester")).contains("Nobody can say");
        assertThat(plan("harvester").steps()).hasSize(1);
    }

    @Test
    void pausedChartWithStagedChangeNeedsExplicitConfirmation() {
        judge("harvester", Verdict.PAUSED_PENDING_CHANGE, PauseOrigin.UPGRADE);
        judge("rancher-logging-crd", Verdict.PAUSED_PENDING_CHANGE, PauseOrigin.UPGRADE);

        assertThat(plan().steps())
                .extracting(step -> step.operation().target().name())
                .containsExactly("harvester-crd", "rancher-monitoring-crd");
        assertThat(leftOut(plan(), "harvester")).contains("starts a Helm upgrade at once");
        RecoveryPlan named = plan("harvester", "rancher-logging-crd");
        assertThat(named.steps()).extracting(PlanStep::risk).containsExactly(Risk.HIGH, Risk.MEDIUM);
        assertThat(named.risk()).isEqualTo(Risk.HIGH);
        assertThat(leftOut(named, "harvester-crd")).contains("not named");
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"PAUSED_UNRESOLVABLE", "HALF_RESUMED", "VERSION_NOT_SERVED", "PAUSE_NOT_PROPAGATED"})
    void whatCannotBeResolvedIsRepairedFirst(Verdict verdict) {
        judge("harvester", verdict, PauseOrigin.UPGRADE);

        assertThat(leftOut(plan(), "harvester")).contains("epair");
        assertThat(refused("harvester").because()).singleElement().satisfies(left -> {
            assertThat(left.object().name()).isEqualTo("harvester");
            assertThat(say(left.reason())).contains("epair");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"HEALTHY", "ROLLING", "NOT_READY", "LAGGING", "UNKNOWN", "IN_TRANSITION"})
    void whatIsNotSafelyPausedIsRefusedWhenNamed(Verdict verdict) {
        judge("harvester", verdict, PauseOrigin.UPGRADE);

        assertThat(refused("harvester", "harvester-crd").because())
                .extracting(left -> left.object().name())
                .containsExactly("harvester");
    }

    @Test
    void nothingIsOfferedWhileTheManifestJobIsActive() {
        Incident.ORDER.forEach(chart -> judge(chart, Verdict.IN_TRANSITION, PauseOrigin.UPGRADE));

        assertThat(say(refused().reason())).contains("upgrade_manifests.sh").contains("active");
        assertThat(refused().because()).hasSize(4);
    }

    @Test
    void unknownChartIsRefusedNamingThoseThereAre() {
        assertThat(say(refused("harvster").reason()))
                .contains("harvster")
                .contains("harvester-crd, harvester, rancher-monitoring-crd, rancher-logging-crd");
    }

    @Test
    void nothingPausedIsRefused() {
        try (Incident healthy = new Incident("healthy", folder)) {
            assessment = healthy.assessment();
            assertThat(say(refused().reason())).contains("nothing to resume");
        }
    }

    private PlanOffer assessedOffer(String scenario, String... charts) {
        try (Incident other = new Incident(scenario, folder)) {
            return Planner.plan("resume-charts", Assessor.assess(other.state()), other.state(), Set.of(charts));
        }
    }

    @Test
    void builtInIncidentsGetTheOfferTheirAssessmentAllows() {
        assertThat(Incident.offered(assessedOffer(Incident.ABORTED)).steps())
                .extracting(step -> step.operation().target().name())
                .isEqualTo(Incident.ORDER);
        assertThat(assessedOffer("upgrade-running"))
                .isInstanceOfSatisfying(
                        PlanOffer.Refused.class,
                        refused -> assertThat(say(refused.reason())).contains("active"));
        assertThat(assessedOffer("paused-by-hand"))
                .isInstanceOfSatisfying(
                        PlanOffer.Refused.class,
                        refused -> assertThat(refused.because())
                                .singleElement()
                                .satisfies(
                                        left -> assertThat(say(left.reason())).contains("kubectl-edit")));
        assertThat(Incident.offered(assessedOffer("paused-by-hand", "rancher-monitoring-crd"))
                        .steps())
                .hasSize(1);
        assertThat(assessedOffer("no-chart-version")).isInstanceOf(PlanOffer.Refused.class);
        assertThat(assessedOffer("half-resumed", "harvester")).isInstanceOf(PlanOffer.Refused.class);
    }

    @Test
    void unknownPlanIsAProgrammingError() {
        assertThatThrownBy(() -> Planner.plan("reboot", assessment, incident.state(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("resume-charts");
    }
}
