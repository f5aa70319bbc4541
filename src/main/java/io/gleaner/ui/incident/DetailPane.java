package io.gleaner.ui.incident;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.ChartAssessment.HelmFacts;
import io.gleaner.analysis.ChartAssessment.PausedBy;
import io.gleaner.analysis.ChartVersions;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.UpgradeAssessment.NodeAssessment;
import io.gleaner.ui.widget.CopyButton;
import io.gleaner.ui.widget.Facts;
import io.gleaner.ui.widget.ScrollPage;
import io.gleaner.ui.widget.Shown;
import io.gleaner.ui.widget.State;
import io.gleaner.ui.widget.StateBadge;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/** Everything about the chart or finding that is selected, with its evidence. */
final class DetailPane extends VBox {
    private final IncidentViewModel model;
    private final Wording wording;
    private final VBox body = new VBox();
    private final ScrollPage page = new ScrollPage(body);
    private Subscription following = Subscription.EMPTY;

    DetailPane(IncidentViewModel model, Wording wording) {
        this.model = model;
        this.wording = wording;
        setId("incident-detail");
        getStyleClass().addAll("card", "detail");
        body.getStyleClass().add("detail-body");
        setMinHeight(190);
        page.setFocusTraversable(true);
        page.setAccessibleText(wording.say("ui.detail"));
        VBox.setVgrow(page, Priority.ALWAYS);
        Shown.whileOnScreen(this, model.detailProperty()).subscribe(this::show);
    }

    private void show(Detail detail) {
        following.unsubscribe();
        page.setVvalue(0);
        switch (detail) {
            case Detail.OfCluster _ ->
                following = Shown.whileOnScreen(this, model.pictureProperty()).subscribe(picture -> {
                    if (picture != null) {
                        show(picture.assessment());
                    }
                });
            case Detail.OfFinding(var finding) -> show(finding);
            case Detail.OfChart(var row) ->
                following = Shown.whileOnScreen(this, row.chartProperty()).subscribe(this::show);
        }
    }

    private void heading(String title, StateBadge badge, String copyWhat, List<String> copied) {
        Label name = Words.wrapped(title, "title");
        name.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        badge.setMinWidth(USE_PREF_SIZE);
        CopyButton copy = new CopyButton(wording, copyWhat, () -> String.join("\n", copied));
        copy.setId("incident-detail-copy");
        copy.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(12, name, gap, badge, copy);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(line, page);
    }

    private void show(Assessment assessment) {
        List<String> lines = new ArrayList<>();
        Facts facts = new Facts();
        Assessment.ClusterFacts cluster = assessment.cluster();
        add(facts, lines, "ui.cluster.harvester", cluster.harvesterVersion());
        add(facts, lines, "ui.cluster.controller", cluster.controllerVersion());
        add(facts, lines, "ui.cluster.kubernetes", cluster.kubernetesVersion());
        add(facts, lines, "ui.cluster.nodes", String.valueOf(cluster.nodeCount()));
        UpgradeAssessment upgrade = assessment.upgrade();
        if (upgrade == null) {
            add(facts, lines, "ui.cluster.upgrade", wording.say("ui.cluster.upgrade.none"));
        } else {
            show(upgrade, facts, lines);
        }
        body.getChildren().setAll(facts);
        State state = Looks.of(assessment);
        heading(
                wording.say("ui.cluster"),
                new StateBadge(state, wording.name("ui.state", state)),
                wording.say("ui.detail.copy.cluster"),
                lines);
    }

    private void show(UpgradeAssessment upgrade, Facts facts, List<String> lines) {
        add(
                facts,
                lines,
                "ui.cluster.upgrade",
                upgrade.name().isEmpty() ? wording.say("ui.cluster.upgrade.unnamed") : upgrade.name());
        add(facts, lines, "ui.cluster.state", wording.name("analysis.state", upgrade.state()));
        add(facts, lines, "ui.cluster.pace", wording.name("analysis.pace", upgrade.pace()));
        if (upgrade.startedAt() != null) {
            add(facts, lines, "ui.cluster.started", moment(upgrade.startedAt()));
        }
        if (upgrade.endedAt() != null) {
            add(facts, lines, "ui.cluster.ended", moment(upgrade.endedAt()));
        }
        if (upgrade.failure() != null) {
            add(facts, lines, "ui.incident.failure", wording.say(upgrade.failure()));
        }
        add(
                facts,
                lines,
                "ui.cluster.autoResume",
                wording.say(upgrade.autoResume().reason()));
        for (NodeAssessment node : upgrade.nodes()) {
            String state = node.message() == null ? node.state() : node.state() + " – " + wording.say(node.message());
            facts.add(node.name(), state.isEmpty() ? wording.say("ui.charts.value.unknown") : state);
            lines.add(node.name() + ": " + state);
        }
    }

    private void show(Finding finding) {
        List<String> lines = new ArrayList<>();
        Facts facts = new Facts();
        add(facts, lines, "ui.finding.impact", wording.say(finding.impact()));
        add(facts, lines, "ui.finding.advice", wording.say(finding.advice()));
        if (finding.since() != null) {
            add(facts, lines, "ui.finding.since", moment(finding.since()));
        }
        if (!finding.evidence().isEmpty()) {
            VBox evidence = new VBox();
            evidence.getStyleClass().add("evidence");
            for (Finding.Evidence each : finding.evidence()) {
                String fact = wording.say(each.fact());
                lines.add("- " + each.object() + ": " + fact);
                evidence.getChildren()
                        .add(new VBox(
                                Words.wrapped(fact), Words.wrapped(each.object().toString(), "mono", "muted")));
            }
            facts.add(wording.say("ui.finding.evidence"), evidence);
        }
        if (!finding.affects().equals("all")) {
            add(facts, lines, "ui.finding.affects", finding.affects());
        }
        add(facts, lines, "ui.finding.references", String.join(", ", finding.references()));
        String title = wording.say(finding.title());
        String explanation = wording.say(finding.explanation());
        lines.addFirst(explanation);
        lines.addFirst(finding.code() + " " + title);
        body.getChildren().setAll(Words.wrapped(explanation), facts);
        heading(
                title,
                new StateBadge(Looks.of(finding.severity()), wording.name("analysis.severity", finding.severity())),
                wording.say("ui.detail.copy.finding"),
                lines);
    }

    private void show(ChartAssessment chart) {
        List<String> lines = new ArrayList<>();
        Facts facts = new Facts();
        String verdict = wording.name("analysis.verdict", chart.verdict());
        String reason = wording.say(chart.reason());
        lines.add(chart.subject().metadata().ref() + ": " + verdict);
        lines.add(reason);
        List<Node> nodes = new ArrayList<>(List.of(Words.wrapped(reason)));
        if (!chart.message().isEmpty()) {
            lines.add(chart.message());
            nodes.add(Words.wrapped(
                    chart.message(), "mono", "quote", Looks.of(chart.verdict()).styleClass()));
        }
        if (chart.pendingChange() != null) {
            add(facts, lines, "ui.chart.pendingChange", wording.say(chart.pendingChange()));
        }
        add(facts, lines, "ui.chart.pausedBy", pausedBy(chart));
        add(facts, lines, "ui.chart.served", wording.name("ui.chart.served", chart.served()));
        add(facts, lines, "ui.chart.repository", chart.subject().repoName());
        add(facts, lines, "ui.chart.bundle", chart.bundleState());
        add(facts, lines, "ui.chart.helm", helm(chart));
        versions(facts, lines, chart.versions());
        nodes.add(facts);
        body.getChildren().setAll(nodes);
        heading(
                chart.name(),
                new StateBadge(Looks.of(chart.verdict()), verdict),
                wording.say("ui.detail.copy.chart"),
                lines);
    }

    /** The version in each of the five places; one that is not known is said so. */
    private void versions(Facts facts, List<String> lines, ChartVersions versions) {
        if (versions.agree().isYes()) {
            add(facts, lines, "ui.chart.version.everywhere", versions.managedChart());
            return;
        }
        add(facts, lines, "ui.chart.version.managedChart", orUnknown(versions.managedChart()));
        add(facts, lines, "ui.chart.version.bundle", orUnknown(versions.bundle()));
        add(facts, lines, "ui.chart.version.bundleDeployment", orUnknown(versions.bundleDeployment()));
        add(facts, lines, "ui.chart.version.helm", orUnknown(versions.helm()));
        String image = versions.image();
        if (image != null) {
            add(facts, lines, "ui.chart.version.image", orUnknown(image));
        }
    }

    private String orUnknown(String version) {
        return version.isEmpty() ? wording.say("ui.charts.value.unknown") : version;
    }

    private void add(Facts facts, List<String> lines, String key, String value) {
        if (!value.isEmpty()) {
            String name = wording.say(key);
            facts.add(name, value);
            lines.add(name + ": " + value);
        }
    }

    private String pausedBy(ChartAssessment chart) {
        if (chart.pauseOrigin() == PauseOrigin.NONE) {
            return "";
        }
        List<String> words = new ArrayList<>(List.of(wording.name("ui.pauseOrigin.long", chart.pauseOrigin())));
        PausedBy by = chart.pausedBy();
        if (by != null) {
            if (by.time() != null) {
                words.add(moment(by.time()));
            }
            if (by.manager() != null) {
                words.add(wording.say("ui.chart.writer", by.manager()));
            }
            words.add(wording.name("analysis.certainty", by.certainty()));
        }
        return String.join(" · ", words);
    }

    private String helm(ChartAssessment chart) {
        HelmFacts helm = chart.helm();
        if (helm == null) {
            return wording.say("ui.charts.value.unknown");
        }
        return helm.chartVersion().isEmpty()
                ? wording.say("ui.chart.helm.value", helm.status(), helm.revision())
                : wording.say("ui.chart.helm.value.version", helm.status(), helm.revision(), helm.chartVersion());
    }

    private String moment(Instant instant) {
        return wording.say(
                "ui.time.both", wording.ago(instant, model.nowProperty().get()), wording.absolute(instant));
    }
}
