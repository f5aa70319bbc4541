package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ScriptWait;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.PodLog;
import io.gleaner.model.Text;
import java.util.List;
import java.util.stream.Stream;

/** C07: what would be an alarm is normal while {@code upgrade_manifests.sh} is at work. */
final class NormalTransition implements Rule {
    @Override
    public Card card() {
        return Card.of("C07", Severity.INFO)
                .requiring(Requirement.MANAGED_CHARTS, Requirement.UPGRADE_JOBS, Requirement.UPGRADE_PODS)
                .known("harvester/harvester#1982");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<ChartAssessment> alarming = situation.charts().stream()
                .filter(chart -> chart.defined().isNo()
                        || (chart.paused().isNo() && chart.bundlePaused().isYes()))
                .toList();
        return situation.manifests().witness().filter(_ -> !alarming.isEmpty()).stream()
                .map(witness -> Match.of(witness, alarming.size(), Evidences.names(alarming))
                        .since(Evidences.unresolvedSince(alarming))
                        .proof(Text.of("analysis.evidence.scriptAtWork"))
                        .proof(waits(situation))
                        .proof(alarming.stream()
                                .filter(chart -> chart.defined().isNo())
                                .map(Evidences::unresolved)
                                .toList()));
    }

    /** The last line of the script, where it is one of those it repeats while it waits. */
    private static List<Evidence> waits(Situation situation) {
        return situation.state().podLogs().stream()
                .filter(log -> isScript(situation, log))
                .flatMap(log -> ScriptWait.of(log).stream()
                        .map(wait -> new Evidence(
                                log.pod(), Text.of("analysis.evidence.scriptWaits", wait.what(), wait.where()))))
                .toList();
    }

    private static boolean isScript(Situation situation, PodLog log) {
        return situation.state().pods().stream()
                .anyMatch(pod -> pod.isActive()
                        && pod.metadata().runsManifests()
                        && pod.metadata().ref().equals(log.pod()));
    }
}
