package io.gleaner.report;

import static io.gleaner.report.JsonForm.list;
import static io.gleaner.report.JsonForm.object;
import static io.gleaner.report.JsonForm.present;
import static io.gleaner.report.JsonForm.time;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.ChartVersions;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.NotChecked;
import io.gleaner.analysis.PhaseProgress;
import io.gleaner.analysis.Recommendation;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.model.Coverage;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Origin;
import io.gleaner.model.Text;
import io.gleaner.text.Phrasebook;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract {@code gleaner.assessment/v1}: an assessment for scripts, described by {@code assessment-v1.schema.json} beside
 * this class. Always English, so that the same facts give the same bytes on every workstation.
 */
public final class AssessmentJson {
    public static final String SCHEMA = "gleaner.assessment/v1";

    private static final Phrasebook WORDS = Phrasebook.english();

    private AssessmentJson() {}

    public static String write(Assessment assessment) {
        return JsonForm.written(tree(assessment));
    }

    public static ObjectNode tree(Assessment assessment) {
        ObjectNode document = object().put("schema", SCHEMA);
        document.set("tool", object().put("version", GleanerVersion.current()).put("rules", Assessment.RULES_VERSION));
        document.set("source", source(assessment.origin(), assessment.asOf(), assessment.coverage()));
        document.set("cluster", cluster(assessment.cluster()));
        UpgradeAssessment upgrade = assessment.upgrade();
        document.set("upgrade", upgrade == null ? null : upgrade(upgrade));
        document.set("charts", list(assessment.charts(), AssessmentJson::chart));
        document.set("findings", list(assessment.findings(), AssessmentJson::finding));
        document.set("notChecked", list(assessment.notChecked(), AssessmentJson::notChecked));
        document.set("recommendation", recommendation(assessment.recommendation()));
        return document;
    }

    static ObjectNode source(Origin origin, Instant asOf, List<Coverage> coverage) {
        ObjectNode source = object().put("kind", origin.kind().name().toLowerCase(Locale.ROOT))
                .put("name", origin.name())
                .put("server", origin.server())
                .put("context", origin.context())
                .put("asOf", time(asOf))
                .put("sha256", origin.sha256());
        source.set("coverage", list(coverage, AssessmentJson::coverage));
        return source;
    }

    private static ObjectNode coverage(Coverage coverage) {
        return object().put("kind", coverage.kind())
                .put("namespace", coverage.namespace())
                .put("status", coverage.status().name())
                .put("detail", present(coverage.detail()));
    }

    static ObjectNode cluster(Assessment.ClusterFacts cluster) {
        // There is no cluster without a node: none means that the nodes could not be read.
        Integer nodeCount = cluster.nodeCount() > 0 ? cluster.nodeCount() : null;
        return object().put("harvesterVersion", present(cluster.harvesterVersion()))
                .put("kubernetesVersion", present(cluster.kubernetesVersion()))
                .put("controllerVersion", present(cluster.controllerVersion()))
                .put("nodeCount", nodeCount)
                .put("singleNode", cluster.singleNode().orNull());
    }

    private static ObjectNode upgrade(UpgradeAssessment upgrade) {
        ObjectNode node = object().put("name", present(upgrade.name()))
                .put("engine", upgrade.engine().name().toLowerCase(Locale.ROOT))
                .put("from", present(upgrade.from()))
                .put("to", present(upgrade.to()))
                .put("state", upgrade.state().name())
                .put("phase", upgrade.phase().name())
                .put("assessment", upgrade.pace().name())
                .put("startedAt", time(upgrade.startedAt()))
                .put("endedAt", time(upgrade.endedAt()));
        node.set(
                "autoResume",
                object().put("expected", upgrade.autoResume().expected().orNull())
                        .put("reason", words(upgrade.autoResume().reason())));
        node.set("phases", list(upgrade.phases(), AssessmentJson::phase));
        node.set("nodes", list(upgrade.nodes(), AssessmentJson::node));
        return node;
    }

    private static ObjectNode phase(PhaseProgress phase) {
        return object().put("id", phase.id().name())
                .put("state", phase.state().name())
                .put("start", time(phase.start()))
                .put("end", time(phase.end()))
                .put("certainty", phase.certainty().name());
    }

    private static ObjectNode node(UpgradeAssessment.NodeAssessment node) {
        return object().put("name", node.name())
                .put("state", present(node.state()))
                .put("assessment", node.pace().name())
                .put("message", node.message() == null ? null : words(node.message()));
    }

    private static ObjectNode chart(ChartAssessment chart) {
        ObjectNode node = object().put("name", chart.name())
                .put("namespace", chart.subject().metadata().ref().namespace())
                .put("chart", chart.subject().chart())
                .put("version", present(chart.version()))
                .put("paused", chart.paused().orNull())
                .put("bundlePaused", chart.bundlePaused().orNull())
                .put("defined", chart.defined().orNull())
                .put("ready", chart.ready().orNull())
                .put("verdict", chart.verdict().name())
                .put("pauseOrigin", chart.pauseOrigin().name());
        ChartAssessment.PausedBy pausedBy = chart.pausedBy();
        node.set(
                "pausedBy",
                pausedBy == null
                        ? null
                        : object().put("manager", pausedBy.manager())
                                .put("time", time(pausedBy.time()))
                                .put("certainty", pausedBy.certainty().name()));
        node.put("message", present(chart.message())).put("bundleState", present(chart.bundleState()));
        ChartAssessment.HelmFacts helm = chart.helm();
        node.set(
                "helm",
                helm == null
                        ? null
                        : object().put("status", helm.status())
                                .put("revision", helm.revision())
                                .put("chartVersion", present(helm.chartVersion())));
        node.set("versions", versions(chart.versions()));
        node.set("operations", strings(chart.operations()));
        return node;
    }

    private static ObjectNode versions(ChartVersions versions) {
        String image = versions.image();
        return object().put("managedChart", present(versions.managedChart()))
                .put("bundle", present(versions.bundle()))
                .put("bundleDeployment", present(versions.bundleDeployment()))
                .put("helm", present(versions.helm()))
                .put("image", image == null ? null : present(image));
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode node = object().put("code", finding.code())
                .put("severity", finding.severity().name())
                .put("impact", words(finding.impact()))
                .put("title", words(finding.title()))
                .put("explanation", words(finding.explanation()));
        node.set("object", reference(finding.object()));
        node.put("since", time(finding.since()));
        node.set(
                "evidence",
                strings(finding.evidence().stream()
                        .map(evidence -> WORDS.say("report.evidence", evidence.object(), evidence.fact()))
                        .toList()));
        node.put("advice", words(finding.advice()));
        node.set("references", strings(finding.references()));
        node.set("operations", strings(finding.operations()));
        return node.put("affects", finding.affects()).put("causedBy", finding.causedBy());
    }

    static ObjectNode reference(ObjectRef ref) {
        return object().put("apiVersion", ref.apiVersion())
                .put("kind", ref.kind())
                .put("namespace", ref.namespace())
                .put("name", ref.name());
    }

    private static ObjectNode notChecked(NotChecked notChecked) {
        return object().put("code", notChecked.code()).put("reason", words(notChecked.reason()));
    }

    private static ObjectNode recommendation(Recommendation recommendation) {
        return object().put("plan", recommendation.plan())
                .put("why", words(recommendation.why()))
                .put("risk", words(recommendation.risk()))
                .put("ifNothing", words(recommendation.ifNothing()))
                .put("waitUntil", time(recommendation.waitUntil()));
    }

    static ArrayNode strings(List<String> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(array::add);
        return array;
    }

    static String words(Text text) {
        return WORDS.say(text);
    }
}
