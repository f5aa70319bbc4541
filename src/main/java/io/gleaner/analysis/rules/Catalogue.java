package io.gleaner.analysis.rules;

import io.gleaner.analysis.Finding;
import io.gleaner.analysis.NotChecked;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.chart.ChartRules;
import io.gleaner.analysis.rules.leftover.LeftoverRules;
import io.gleaner.analysis.rules.node.NodeRules;
import io.gleaner.analysis.rules.service.ServiceRules;
import io.gleaner.analysis.rules.start.StartRules;
import io.gleaner.model.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All rules, by the part of an upgrade they are about. A rule is added in the list of its part. Causes stand before the symptoms
 * they explain: findings of the same severity are told in this order.
 */
public final class Catalogue {
    public static final List<Rule> RULES = Stream.of(
                    ChartRules.ALL, StartRules.ALL, ServiceRules.ALL, NodeRules.ALL, LeftoverRules.ALL)
            .flatMap(List::stream)
            .toList();

    /** What came of asking all rules. */
    public record Result(List<Finding> findings, List<NotChecked> notChecked) {}

    private Catalogue() {}

    public static Result check(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        List<NotChecked> notChecked = new ArrayList<>();
        for (Rule rule : RULES) {
            Optional<Text> gap = Requirement.firstGap(rule.requires(), situation.state());
            if (gap.isPresent()) {
                notChecked.add(new NotChecked(rule.code(), gap.get()));
            } else {
                findings.addAll(rule.evaluate(situation));
            }
        }
        notChecked.sort(Comparator.comparing(NotChecked::code));
        return new Result(Incidents.fold(findings, RULES), List.copyOf(notChecked));
    }
}
