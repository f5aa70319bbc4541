package io.gleaner.analysis.rules;

import io.gleaner.analysis.Finding;
import io.gleaner.analysis.NotChecked;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Situation;
import io.gleaner.model.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All rules, and the one place to add one. Causes stand before the symptoms they explain: findings of the same severity are
 * told in this order.
 */
public final class Catalogue {
    public static final List<Rule> RULES = List.of(
            new FleetClusterPaused(),
            new NormalTransition(),
            new ChartServerMovedOn(),
            new CrdChartsBehind(),
            new ChartRepositoryUnreachable(),
            new ChartIndexStale(),
            new ChartUnresolvable(),
            new ChartsLeftPaused(),
            new BundleStillPaused(),
            new ChangeStagedWhilePaused(),
            new ChartPausedByHand(),
            new ChartPausedByUnknown());

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
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        notChecked.sort(Comparator.comparing(NotChecked::code));
        return new Result(List.copyOf(findings), List.copyOf(notChecked));
    }
}
