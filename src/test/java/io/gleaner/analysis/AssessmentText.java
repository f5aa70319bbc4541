package io.gleaner.analysis;

import io.gleaner.model.Text;
import io.gleaner.text.Phrasebook;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An assessment as stable English text, for golden cases. */
final class AssessmentText {
    private final Phrasebook phrasebook = Phrasebook.english();
    private final StringBuilder out = new StringBuilder();

    private AssessmentText() {}

    static String of(Assessment assessment) {
        AssessmentText text = new AssessmentText();
        text.write(assessment);
        return text.out.toString();
    }

    private void write(Assessment assessment) {
        line("as of %s", assessment.asOf());
        Assessment.ClusterFacts cluster = assessment.cluster();
        line(
                "cluster: harvester '%s' controller '%s' nodes %s single %s",
                cluster.harvesterVersion(), cluster.controllerVersion(), cluster.nodeCount(), cluster.singleNode());
        Recommendation recommendation = assessment.recommendation();
        line("");
        line("%s", say(recommendation.headline()));
        line(
                "plan %s%s",
                recommendation.plan(),
                recommendation.waitUntil() == null ? "" : " until " + recommendation.waitUntil());
        line("  why: %s", say(recommendation.why()));
        line("  risk: %s", say(recommendation.risk()));
        line("  if nothing: %s", say(recommendation.ifNothing()));
        line("");
        upgrade(assessment.upgrade());
        for (ChartAssessment chart : assessment.charts()) {
            chart(chart);
        }
        for (Finding finding : assessment.findings()) {
            finding(finding);
        }
        for (NotChecked each : assessment.notChecked()) {
            line("not checked %s: %s", each.code(), say(each.reason()));
        }
    }

    private void upgrade(@Nullable UpgradeAssessment upgrade) {
        if (upgrade == null) {
            line("upgrade: none");
            return;
        }
        line(
                "upgrade '%s' %s '%s' -> '%s': %s in %s, %s, %s .. %s",
                upgrade.name(),
                upgrade.engine(),
                upgrade.from(),
                upgrade.to(),
                upgrade.state(),
                upgrade.phase(),
                upgrade.pace(),
                upgrade.startedAt(),
                upgrade.endedAt());
        if (upgrade.failure() != null) {
            line("  failure: %s", say(upgrade.failure()));
        }
        line(
                "  auto-resume %s: %s",
                upgrade.autoResume().expected(), say(upgrade.autoResume().reason()));
        for (PhaseProgress phase : upgrade.phases()) {
            line("  %-16s %-8s %s .. %s %s", phase.id(), phase.state(), phase.start(), phase.end(), phase.certainty());
        }
        for (UpgradeAssessment.NodeAssessment node : upgrade.nodes()) {
            line("  node %s: '%s' %s '%s'", node.name(), node.state(), node.pace(), node.message());
        }
    }

    private void chart(ChartAssessment chart) {
        line("");
        line(
                "chart %s %s: %s (paused %s, bundle %s, defined %s, ready %s, served %s)",
                chart.name(),
                chart.version(),
                chart.verdict(),
                chart.paused(),
                chart.bundlePaused(),
                chart.defined(),
                chart.ready(),
                chart.served());
        line("  %s", say(chart.reason()));
        line("  pause %s %s", chart.pauseOrigin(), Objects.toString(chart.pausedBy(), ""));
        line("  deployed '%s' bundle '%s' helm %s", chart.deployedVersion(), chart.bundleState(), chart.helm());
        if (chart.pendingChange() != null) {
            line("  waits: %s", say(chart.pendingChange()));
        }
        if (!chart.message().isEmpty()) {
            line("  says: %s", chart.message());
        }
        line("  plans %s", chart.operations());
    }

    private void finding(Finding finding) {
        line("");
        line("%s %s: %s", finding.code(), finding.severity(), say(finding.title()));
        line("  object %s since %s", finding.object(), finding.since());
        line("  impact: %s", say(finding.impact()));
        line("  explanation: %s", say(finding.explanation()));
        for (Finding.Evidence evidence : finding.evidence()) {
            line("  evidence: %s: %s", evidence.object(), say(evidence.fact()));
        }
        line("  advice: %s", say(finding.advice()));
        line("  references %s plans %s", finding.references(), finding.operations());
    }

    private String say(Text text) {
        return phrasebook.say(text);
    }

    private void line(String format, @Nullable Object... arguments) {
        out.append(format.formatted(arguments).stripTrailing()).append('\n');
    }
}
