package io.gleaner.analysis.rules;

import io.gleaner.analysis.Finding;
import io.gleaner.analysis.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Folds findings that share a cause into one incident: the cause first, then what it explains. */
final class Incidents {
    private Incidents() {}

    /** Most severe incident first, an incident being as severe as its worst part; among equals in the order of the rules. */
    static List<Finding> fold(List<Finding> findings, List<Rule> rules) {
        Map<String, String> causes = causes(findings, rules);
        Map<String, List<Finding>> incidents = new LinkedHashMap<>();
        for (Finding finding : findings) {
            String cause = causes.get(finding.code());
            if (cause == null) {
                incidents
                        .computeIfAbsent(finding.code(), _ -> new ArrayList<>())
                        .add(finding);
            }
        }
        for (Finding finding : findings) {
            String cause = causes.get(finding.code());
            if (cause != null) {
                incidents.computeIfAbsent(cause, _ -> new ArrayList<>()).add(finding.explainedBy(cause));
            }
        }
        List<List<Finding>> ordered = new ArrayList<>(incidents.values());
        ordered.sort(Comparator.comparing(Incidents::worst).reversed());
        return ordered.stream().flatMap(List::stream).toList();
    }

    /** By code, the cause at the root of it; codes that stand for themselves are absent. */
    private static Map<String, String> causes(List<Finding> findings, List<Rule> rules) {
        List<String> present = findings.stream().map(Finding::code).distinct().toList();
        Map<String, String> nearest = new HashMap<>();
        for (Rule rule : rules) {
            if (present.contains(rule.code())) {
                rule.card().explains().stream()
                        .filter(present::contains)
                        .filter(code -> !root(rule.code(), nearest).equals(code))
                        .forEach(code -> nearest.putIfAbsent(code, rule.code()));
            }
        }
        Map<String, String> causes = new HashMap<>();
        nearest.keySet().forEach(code -> causes.put(code, root(code, nearest)));
        return causes;
    }

    private static String root(String code, Map<String, String> nearest) {
        String root = code;
        while (nearest.containsKey(root)) {
            root = nearest.getOrDefault(root, root);
        }
        return root;
    }

    private static Severity worst(List<Finding> incident) {
        return incident.stream()
                .map(Finding::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.INFO);
    }
}
