package io.gleaner.analysis.rules;

import static io.gleaner.analysis.World.healthy;
import static io.gleaner.analysis.World.stoppedAfterSwap;
import static io.gleaner.analysis.World.stoppedBeforeSwap;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.NotChecked;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.World;
import io.gleaner.analysis.World.Chart;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.Known;
import io.gleaner.text.Phrasebook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
    private static final Predicate<String> ABOUT_CHARTS = code -> code.startsWith("C");

    /** A cluster in which a rule speaks, or one that comes close and in which it must not. */
    record Case(String code, boolean speaks, String what, World world) {
        @Override
        public String toString() {
            return code + (speaks ? " speaks: " : " is silent: ") + what;
        }
    }

    private static Case speaks(String code, String what, World world) {
        return new Case(code, true, what, world);
    }

    private static Case silent(String code, String what, World world) {
        return new Case(code, false, what, world);
    }

    static Stream<Case> cases() {
        return Stream.of(
                speaks("C01", "four charts left paused", stoppedBeforeSwap()),
                speaks(
                        "C01",
                        "a deletion that lingers",
                        stoppedBeforeSwap()
                                .with(world -> world.upgrades.clear())
                                .upgrade(World.failedInSystemServices()
                                        .deleting(World.AS_OF.minus(Duration.ofHours(1))))),
                silent("C01", "paused by hand", pausedByHand()),
                silent("C01", "paused and unresolvable", stoppedAfterSwap()),
                silent("C01", "the script is at work", stoppedBeforeSwap().manifestJob(World.runningJob())),
                speaks("C02", "the chart server moved on", stoppedAfterSwap()),
                silent("C02", "the chart server is where the charts are", indexLost()),
                silent("C02", "the script is at work", stoppedAfterSwap().manifestJob(World.runningJob())),
                speaks("C03", "CRD charts behind", crdChartsBehind()),
                silent("C03", "Harvester is behind as well", stoppedAfterSwap()),
                silent(
                        "C03",
                        "CRD charts are what the release brings",
                        crdChartsBehind().serves("rancher-monitoring-crd").serves("rancher-logging-crd")),
                speaks("C04", "un-pause did not arrive", healthy().chart("harvester", halfResumed())),
                speaks("C04", "un-pause did not arrive, index old", indexLost().charts(chart -> {
                    chart.bundlePaused = true;
                    chart.deploymentPaused = true;
                })),
                silent(
                        "C04",
                        "the chart server is the cause",
                        stoppedAfterSwap().charts(chart -> chart.paused = false)),
                silent("C04", "both paused", stoppedBeforeSwap()),
                speaks("C05", "index lost the version", indexLost()),
                speaks(
                        "C05",
                        "index has the version, Rancher has not looked",
                        healthy().chart("harvester", Chart::notServed)),
                silent("C05", "the chart server is the cause", stoppedAfterSwap()),
                silent("C05", "CRD charts are behind", crdChartsBehind()),
                speaks(
                        "C06",
                        "connection refused",
                        unresolved("Get \"http://harvester-cluster-repo.cattle-system/charts/"
                                + "harvester-1.4.3.tgz\": dial tcp 10.53.1.2:80: connect: connection refused")),
                speaks("C06", "no index", unresolved("configmaps \"\" not found")),
                speaks(
                        "C06",
                        "no ClusterRepo",
                        unresolved("clusterrepos.catalog.cattle.io \"rancher-charts\" not found")),
                silent("C06", "no chart version", unresolved("no chart version found for harvester-1.4.3")),
                speaks(
                        "C07",
                        "unresolvable while the script works",
                        stoppedAfterSwap().with(world -> world.jobs.clear()).manifestJob(World.runningJob())),
                silent("C07", "unresolvable without a script", stoppedAfterSwap()),
                silent("C07", "script without anything alarming", healthy().manifestJob(World.runningJob())),
                speaks(
                        "C08",
                        "values changed while paused",
                        stoppedBeforeSwap().chart("harvester", chart -> chart.staged = true)),
                speaks("C08", "out of sync and paused", stoppedBeforeSwap().chart("harvester", outOfSync())),
                silent("C08", "out of sync and not paused", healthy().chart("harvester", outOfSync())),
                silent("C08", "paused without a change", stoppedBeforeSwap()),
                speaks("C25", "Fleet Cluster paused", healthy().with(world -> world.fleetClusterPaused = true)),
                silent("C25", "Fleet Cluster not paused", stoppedBeforeSwap()),
                speaks("C26", "paused by hand", pausedByHand()),
                silent("C26", "paused by an upgrade", stoppedBeforeSwap()),
                speaks("C27", "one paused, no witness, no upgrade", healthy().chart("harvester", Chart::pause)),
                silent("C27", "paused by hand", pausedByHand()),
                speaks("C28", "unknown text", unresolved("admission webhook denied the request")),
                silent("C28", "known text", indexLost()));
    }

    private static World pausedByHand() {
        return healthy().chart("harvester", chart -> {
            chart.pause();
            chart.writtenBy("kubectl-edit", Instant.parse("2025-07-01T08:00:00Z"));
        });
    }

    private static World indexLost() {
        return healthy().chart("harvester", Chart::notServed).serves("harvester", "1.4.2");
    }

    private static World crdChartsBehind() {
        return stoppedAfterSwap().running("v1.5.1").charts(chart -> {
            if (chart.name.startsWith("harvester")) {
                chart.version = "1.5.1";
                chart.bundleVersion = "1.5.1";
                chart.deployedVersion = "1.5.1";
                chart.paused = false;
                chart.bundlePaused = false;
                chart.deploymentPaused = false;
                chart.defined = Known.YES;
                chart.definedMessage = "";
            }
        });
    }

    private static World unresolved(String message) {
        return healthy().chart("harvester", chart -> {
            chart.defined = Known.NO;
            chart.definedMessage = message;
        });
    }

    private static Consumer<Chart> halfResumed() {
        return chart -> {
            chart.bundlePaused = true;
            chart.deploymentPaused = true;
        };
    }

    private static Consumer<Chart> outOfSync() {
        return chart -> {
            chart.ready = Known.NO;
            chart.readyMessage = "OutOfSync(1) [Cluster fleet-local/local]";
        };
    }

    private static List<String> codes(Assessment assessment) {
        return assessment.findings().stream().map(Finding::code).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ruleSpeaksOnlyWhereItShould(Case each) {
        Assessment assessment = each.world().assess();

        assertThat(assessment.notChecked()).extracting(NotChecked::code).doesNotContain(each.code());
        if (each.speaks()) {
            assertThat(codes(assessment)).contains(each.code());
        } else {
            assertThat(codes(assessment)).doesNotContain(each.code());
        }
    }

    @Test
    void codesAreUnique() {
        assertThat(Catalogue.RULES).extracting(Rule::code).doesNotHaveDuplicates();
    }

    @Test
    void errorsHaveAdviceAndEvidence() {
        assertThat(cases().filter(Case::speaks).flatMap(each -> each.world().assess().findings().stream()))
                .allSatisfy(finding -> {
                    assertThat(Phrasebook.english().say(finding.advice()))
                            .isNotBlank()
                            .doesNotStartWith("analysis.");
                    assertThat(finding.evidence()).as(finding.code()).isNotEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = CoverageStatus.class,
            names = {"FORBIDDEN", "FAILED", "NOT_INSTALLED", "NOT_COLLECTED"})
    void ruleWithUnreadKindsIsNotCheckedAndSaysWhy(CoverageStatus status) {
        for (Rule rule : Catalogue.RULES) {
            for (Requirement requirement : rule.requires()) {
                Assessment assessment =
                        stoppedAfterSwap().unread(requirement.kind(), status).assess();

                assertThat(codes(assessment)).doesNotContain(rule.code());
                NotChecked notChecked = assessment.notChecked().stream()
                        .filter(each -> each.code().equals(rule.code()))
                        .findFirst()
                        .orElseThrow();
                String reason = Phrasebook.english().say(notChecked.reason());
                assertThat(rule.requires()).as(reason).anyMatch(each -> reason.startsWith(each.kind()));
            }
        }
    }

    @Test
    void oneCauseIsOneHeadline() {
        assertThat(codes(stoppedAfterSwap().assess())).filteredOn(ABOUT_CHARTS).containsExactly("C02");
        assertThat(codes(
                        stoppedAfterSwap().charts(chart -> chart.paused = false).assess()))
                .filteredOn(ABOUT_CHARTS)
                .containsExactly("C02");
        assertThat(codes(crdChartsBehind().assess()))
                .filteredOn(ABOUT_CHARTS)
                .containsExactly("C03");
    }

    @Test
    void handPauseIsToldAndNotOffered() {
        Finding finding = pausedByHand().assess().findings().getFirst();

        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.operations()).isEmpty();
        assertThat(finding.since()).isEqualTo(Instant.parse("2025-07-01T08:00:00Z"));
    }
}
