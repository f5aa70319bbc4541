package io.gleaner.analysis.rules.service;

import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ScriptCharts;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Conditions;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.StorageClass;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * S11: the chart wants its own StorageClass to be the default, another one is, and Harvester's webhook refuses (harvester#7375,
 * harvester#3221).
 */
final class SecondDefaultStorageClass implements Rule {
    private static final String OWN = "harvester-longhorn";

    @Override
    public Card card() {
        return Card.of("S11", Severity.ERROR)
                .affecting("≤1.4.1")
                .requiring(Requirement.MANAGED_CHARTS, Requirement.BUNDLES, Requirement.STORAGE_CLASSES)
                .known("harvester/harvester#7375", "harvester/harvester#3221");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<StorageClass> defaults = situation.state().platform().storageClasses().stream()
                .filter(StorageClass::isDefault)
                .toList();
        Optional<Evidence> refused = situation.charts().stream()
                .filter(chart -> chart.name().equals(ScriptCharts.HARVESTER))
                .flatMap(chart -> refusal(situation, chart).stream())
                .findFirst();
        if (refused.isEmpty() && defaults.size() < 2) {
            return Stream.empty();
        }
        List<String> others = defaults.stream()
                .map(StorageClass::name)
                .filter(name -> !name.equals(OWN))
                .toList();
        ObjectRef object = defaults.stream()
                .filter(each -> !each.name().equals(OWN))
                .findFirst()
                .map(each -> each.metadata().ref())
                .orElse(new ObjectRef("storage.k8s.io/v1", "StorageClass", null, OWN));
        Match found = Match.of(
                        object,
                        others,
                        "kubectl patch managedcharts.management.cattle.io -n fleet-local harvester --type=merge -p "
                                + "'{\"spec\":{\"values\":{\"storageClass\":{\"defaultStorageClass\":false}}}}'")
                .proof(defaults.stream()
                        .map(each -> new Evidence(each.metadata().ref(), say("proofDefault")))
                        .toList())
                .proof(refused.stream().toList());
        return Stream.of(
                refused.isPresent()
                        ? found
                        : found.at(Severity.WARNING)
                                .saying("explanation", "two")
                                .saying("advice", "two")
                                .saying("impact", "two"));
    }

    private Optional<Evidence> refusal(Situation situation, ChartAssessment chart) {
        return refusal(chart.subject().metadata().ref(), chart.subject().conditions())
                .or(() -> situation
                        .pipeline(chart)
                        .bundle()
                        .flatMap(bundle -> refusal(bundle.metadata().ref(), bundle.conditions())));
    }

    private Optional<Evidence> refusal(ObjectRef object, Conditions conditions) {
        String message = conditions.message("Ready");
        return message.contains("default storage class") && message.contains("already exists")
                ? Optional.of(new Evidence(object, say("proofRefused", ManifestLogs.shortened(message))))
                : Optional.empty();
    }
}
