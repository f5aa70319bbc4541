package io.gleaner.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.model.ClusterState;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.ObjectRef;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.ScenarioSource;
import io.gleaner.source.scenario.Scenarios;
import java.time.Duration;
import java.util.Optional;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class IncidentScreenTest extends WindowTest {
    /** The logs of Pods are no kind of their own, but may be refused like one. */
    private static final int LOGS = 1;

    private static final ObjectRef HARVESTER = ResourceKind.MANAGED_CHART.ref("fleet-local", "harvester");

    @Test
    void abortedUpgradeIsOneSentenceOneButtonAndFourCharts() {
        openScenario("aborted-before-pod-upgrade");

        assertThat(words("incident-headline")).contains("v1.4.3 → v1.5.1", "4 charts are still paused");
        assertThat(words("incident-recommend")).isEqualTo("Resume 4 charts…");
        assertThat(allWords("incident-verdict")).contains("Needs you", "will not resume them by itself", "Risk");
        assertThat(this.<TableView<?>>node("incident-charts").getItems()).hasSize(4);
        assertThat(allWords("incident-charts"))
                .contains("harvester-crd", "rancher-logging-crd", "paused", "Safe to resume");
        assertThat(allWords("incident-phases")).contains("System services", "stopped here", "≈");
        assertThat(allWords("incident-findings")).contains("C01", "Resume the charts");
        assertThat(allWords("incident-detail")).contains("1 h 23 min ago (2025-07-15 08:25:31 UTC)");
        assertThat(allWords("incident-status"))
                .contains("live", "read " + (ResourceKind.values().length + LOGS) + " kinds", "rules 2026-11");
    }

    @Test
    void unresolvableChartShowsTheWordsOfTheObject() {
        openScenario("no-chart-version");

        assertThat(allWords("incident-charts"))
                .contains("no chart version found for harvester-1.4.3", "Repair before resuming", "stale");
        assertThat(isThere("incident-recommend")).isFalse();
        assertThat(words("incident-advice")).contains("Gleaner does not start upgrades");

        robot.interact(() ->
                this.<TableView<?>>node("incident-charts").getSelectionModel().select(1));
        await(
                "the details are about harvester",
                () -> allWords("incident-detail").startsWith("harvester\n"));
        assertThat(allWords("incident-detail"))
                .contains("no chart version found for harvester-1.4.3", "the repository does not serve this version");
    }

    @Test
    void runningUpgradeIsLeftAlone() {
        openScenario("upgrade-running");

        assertThat(isThere("incident-recommend")).isFalse();
        assertThat(words("incident-advice")).startsWith("Wait until ");
        assertThat(allWords("incident-charts")).contains("In transition");
    }

    @Test
    void whatCouldNotBeCheckedIsSaid() {
        try (ScenarioSource scenario = Scenarios.open("healthy", 1)) {
            ClusterState state = SteeredSource.withoutBundles(scenario.load(Duration.ZERO));
            clusters.openAlways(new SteeredSource(state, Optional.empty()));
            openScenario("healthy");

            assertThat(allWords("incident-status")).contains("1 not read");
            assertThat(allWords("incident-findings")).contains("Not checked", "reading is forbidden");
            assertThat(allWords("incident-verdict")).doesNotContain("All well");
        }
    }

    @Test
    void changeInTheClusterIsOnTheScreenWithinASecondAndKeepsTheSelection() {
        ScenarioSource cluster = Scenarios.open("aborted-before-pod-upgrade", 60);
        clusters.openAlways(cluster);
        openScenario("aborted-before-pod-upgrade");
        TableView<?> charts = node("incident-charts");
        robot.interact(() -> charts.getSelectionModel().select(2));
        Object selected = charts.getSelectionModel().getSelectedItem();

        var patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject().put("op", "replace").put("path", "/spec/paused").put("value", false);
        cluster.cluster().patch(HARVESTER, patch, "kubectl-edit");

        await(
                "the chart is seen to be resumed",
                1,
                () -> allWords("incident-charts").contains("not paused"));
        assertThat(charts.getSelectionModel().getSelectedItem()).isSameAs(selected);
    }

    @Test
    void lostApiServerShowsACalmBannerThatGoesByItself() {
        try (ScenarioSource scenario = Scenarios.open("aborted-before-pod-upgrade", 1)) {
            SteeredSource source = new SteeredSource(scenario.load(Duration.ZERO), Optional.empty());
            clusters.openAlways(source);
            openScenario("aborted-before-pod-upgrade");
            assertThat(isThere("incident-stale")).isFalse();

            source.goStale(Duration.ofSeconds(40));
            await("incident-stale");
            assertThat(allWords("incident-stale")).contains("does not answer", "follows again by itself");
            await(
                    "the age of the facts goes on",
                    () -> allWords("incident-stale").contains("42 s"));
            assertThat(words("incident-headline")).contains("4 charts are still paused");

            source.recover();
            await("the banner is gone", () -> !isThere("incident-stale"));
        }
    }

    @Test
    void chartThatIsGoneLeavesTheTable() {
        try (ScenarioSource scenario = Scenarios.open("aborted-before-pod-upgrade", 1)) {
            SteeredSource source = new SteeredSource(scenario.load(Duration.ZERO), Optional.empty());
            clusters.openAlways(source);
            openScenario("aborted-before-pod-upgrade");

            scenario.cluster().delete(HARVESTER);
            source.show(scenario.load(Duration.ZERO));

            await(
                    "three charts are left",
                    () -> this.<TableView<?>>node("incident-charts").getItems().size() == 3);
            assertThat(scenario.load(Duration.ZERO).managedCharts())
                    .extracting(ManagedChart::name)
                    .doesNotContain("harvester");
        }
    }

    @Test
    void leavingTheIncidentClosesItsSource() {
        try (ScenarioSource scenario = Scenarios.open("healthy", 1)) {
            SteeredSource source = new SteeredSource(scenario.load(Duration.ZERO), Optional.empty());
            clusters.openAlways(source);
            openScenario("healthy");

            robot.push(KeyCode.CONTROL, KeyCode.W);

            await("connect-contexts");
            await("the source is closed", source::isClosed);
        }
    }

    @Test
    void everyWordFollowsTheLanguage() {
        openScenario("aborted-before-pod-upgrade");
        robot.interact(() ->
                this.<TableView<?>>node("incident-charts").getSelectionModel().select(1));

        press("top-language-zh");

        assertThat(words("incident-recommend")).isEqualTo("恢复 4 个 chart…");
        assertThat(allWords("incident-charts")).contains("已暂停", "可安全恢复");
        assertThat(this.<TableView<?>>node("incident-charts")
                        .getSelectionModel()
                        .getSelectedIndex())
                .isEqualTo(1);

        press("top-language-en");
        assertThat(words("incident-recommend")).isEqualTo("Resume 4 charts…");
    }

    @Test
    void darkAndLightAreOneKeyApart() {
        openScenario("healthy");
        String before = look();

        robot.push(KeyCode.CONTROL, KeyCode.D);
        assertThat(look()).isNotEqualTo(before);

        press("top-theme");
        assertThat(look()).isEqualTo(before);
    }

    private String look() {
        return onFx(() -> stage.getScene().getRoot().getStyleClass().contains("dark") ? "dark" : "light");
    }
}
