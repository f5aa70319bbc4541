package io.gleaner.recovery;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Situation;
import io.gleaner.model.ClusterState;
import io.gleaner.model.ObjectRef;
import java.util.List;
import java.util.Set;

/**
 * What a plan is made from.
 *
 * @param names the objects that were asked for; empty means those that need it
 */
record PlanRequest(Assessment assessment, ClusterState state, Set<String> names) {
    PlanRequest {
        names = Set.copyOf(names);
    }

    Situation situation() {
        return Situation.of(state);
    }

    /** Hardly anything may be written while the script of an upgrade works. */
    boolean isScriptAtWork() {
        return situation().manifests().active().isYes();
    }

    boolean isNamed(String name) {
        return names.contains(name);
    }

    /** Charts the analysis offers this plan for. */
    List<ChartAssessment> chartsOffered(String plan) {
        return assessment.charts().stream()
                .filter(chart -> chart.operations().contains(plan))
                .toList();
    }

    /** Whether a finding about this object offers this plan. */
    boolean isOfferedFor(String plan, ObjectRef object) {
        return assessment.findings().stream()
                .filter(finding -> finding.operations().contains(plan))
                .map(Finding::object)
                .anyMatch(object::equals);
    }

    /** Names that were asked for and are not among these. */
    List<String> unknown(List<String> known) {
        return names.stream().filter(name -> !known.contains(name)).sorted().toList();
    }
}
